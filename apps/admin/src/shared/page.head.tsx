import { type ReactNode, useEffect } from 'react';
import { useText } from '../text/text.context.js';

interface PageHeadProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
}

/** The name of a page, on it and on its tab. */
export function PageHead({ title, lead, actions }: PageHeadProps) {
  usePageTitle(title);
  return (
    <header className="page-head">
      <div className="page-head-words">
        <h1>{title}</h1>
        {lead ? <p className="soft">{lead}</p> : null}
      </div>
      {actions ? <div className="page-head-actions">{actions}</div> : null}
    </header>
  );
}

export function usePageTitle(title: string): void {
  const { brand } = useText();
  useEffect(() => {
    document.title = title ? `${title} · ${brand}` : brand;
  }, [title, brand]);
}
