import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import type { ServiceCheck } from '@zhike/testing';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

const CHROMIUM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
const QUIET = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export const chromiumCheck: ServiceCheck = existsSync(CHROMIUM)
  ? { possible: true }
  : { possible: false, reason: `no browser at ${CHROMIUM}; CHROMIUM_PATH names another` };

/** What is built, built anew only where its sources changed. */
export function builtSite(target: 'widget' | 'console'): string {
  const root = findProductRoot();
  execFileSync(process.execPath, [join(root, 'tools/build.mjs'), target], { cwd: root, stdio: 'pipe' });
  return join(root, 'dist');
}

export interface Pages {
  /**
   * A browser profile of its own: cookies and storage are shared with no other. It asks for no motion: a button that still
   * unfolds moves from under a click, which people, slower than a test, never meet.
   */
  profile(options?: BrowserContextOptions): Promise<BrowserContext>;
  /** What pages complained of: errors, uncaught exceptions and what their policy refused. */
  readonly complaints: string[];
  close(): Promise<void>;
}

export async function openBrowser(): Promise<Pages> {
  const browser: Browser = await chromium.launch({ executablePath: CHROMIUM, args: QUIET });
  const complaints: string[] = [];
  const listen = (page: Page) => {
    page.on('console', (line) => {
      if (line.type() === 'error') complaints.push(line.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
  };
  return {
    complaints,
    profile: async (options = {}) => {
      const context = await browser.newContext({
        locale: 'zh-CN',
        timezoneId: 'Asia/Shanghai',
        viewport: { width: 1200, height: 860 },
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(15_000);
      context.on('page', listen);
      return context;
    },
    close: () => browser.close(),
  };
}
