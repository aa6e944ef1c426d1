import type { ReactNode } from 'react';

interface EmptyProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
}

/** An empty place says what will stand here and what the next step is. */
export function Empty({ icon, title, children }: EmptyProps) {
  return (
    <div className="empty">
      {icon ? (
        <span className="empty-icon" aria-hidden="true">
          {icon}
        </span>
      ) : null}
      <p className="empty-title">{title}</p>
      {children}
    </div>
  );
}
