import { CheckCircleOutlined, CloseCircleOutlined, LoadingOutlined, WarningOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';

export type PartState = 'ok' | 'away' | 'ready' | 'loading' | 'missing';

const ICONS: Readonly<Record<PartState, ReactNode>> = {
  ok: <CheckCircleOutlined aria-hidden="true" />,
  ready: <CheckCircleOutlined aria-hidden="true" />,
  loading: <LoadingOutlined aria-hidden="true" />,
  missing: <WarningOutlined aria-hidden="true" />,
  away: <CloseCircleOutlined aria-hidden="true" />,
};

export function PartTag({ state }: { readonly state: PartState }) {
  const { system: text } = useText();
  return (
    <span className={`tag tag-part-${state}`} data-part-state={state}>
      <span aria-hidden="true">{ICONS[state]}</span>
      {text[state]}
    </span>
  );
}

interface PartCardProps {
  readonly title: string;
  readonly state: PartState;
  readonly rows: readonly (readonly [name: string, value: string])[];
  readonly children?: ReactNode;
}

export function PartCard({ title, state, rows, children }: PartCardProps) {
  return (
    <section className="sheet card">
      <div className="row spread">
        <h2>{title}</h2>
        <PartTag state={state} />
      </div>
      <dl className="part-rows">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {children}
    </section>
  );
}
