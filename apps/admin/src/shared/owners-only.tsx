import type { ReactNode } from 'react';
import { Empty } from './empty.js';
import { PageHead } from './page.head.js';

interface OwnersOnlyProps {
  readonly icon: ReactNode;
  readonly text: { readonly title: string; readonly ownerOnly: string; readonly ownerOnlyLead: string };
}

/** What others find at an owner's page. */
export function OwnersOnly({ icon, text: { title, ownerOnly, ownerOnlyLead } }: OwnersOnlyProps) {
  return (
    <div className="page">
      <PageHead title={title} />
      <Empty icon={icon} title={ownerOnly}>
        <p className="soft">{ownerOnlyLead}</p>
      </Empty>
    </div>
  );
}
