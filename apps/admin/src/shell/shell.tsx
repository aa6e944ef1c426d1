import type { ReactNode } from 'react';
import { ImportsProvider } from '../policies/imports.context.js';
import { useText } from '../text/text.context.js';
import { HealthBanner } from './health.banner.js';
import { Rail } from './rail.js';

/** The rail at the left, what everyone has to know on top, one column of work. */
export function Shell({ children }: { readonly children: ReactNode }) {
  const { rail } = useText();
  return (
    <ImportsProvider>
      <a className="skip-link" href="#work">
        {rail.skip}
      </a>
      <div className="shell">
        <Rail />
        <div className="shell-work">
          <HealthBanner />
          <main id="work" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
    </ImportsProvider>
  );
}
