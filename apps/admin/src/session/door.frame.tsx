import type { ReactNode } from 'react';
import { Seal } from '../shared/seal.js';
import { LanguageSwitch, SchemeSwitch } from '../shell/switches.js';

interface DoorFrameProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
}

export function DoorFrame({ title, lead, children }: DoorFrameProps) {
  return (
    <div className="door">
      <main className="door-sheet">
        <Seal size={52} />
        <h1>{title}</h1>
        {lead ? <p className="soft">{lead}</p> : null}
        {children}
      </main>
      <footer className="door-foot">
        <LanguageSwitch />
        <SchemeSwitch />
      </footer>
    </div>
  );
}
