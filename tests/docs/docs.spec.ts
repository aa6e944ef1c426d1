import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const decisions = readdirSync(join(ROOT, 'docs/decisions'));

describe('the documents', () => {
  it('name only files that exist in the flows', () => {
    const named = [...read('docs/flows.md').matchAll(/`([\w./-]+\.(?:ts|tsx|mjs))`/g)].map(([, file = '']) => file);
    expect(named.length).toBeGreaterThan(20);
    expect(named.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });

  it('link only to files that exist', () => {
    for (const page of ['README.md', 'CONTRIBUTING.md', ...decisions.map((file) => `docs/decisions/${file}`)]) {
      const links = [...read(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link);
      const missing = links.filter((link) => !existsSync(join(ROOT, page, '..', link)));
      expect(missing, page).toEqual([]);
    }
  });

  it('tell of every decision its date, its reason and what enforces it', () => {
    expect(decisions.length).toBeGreaterThan(5);
    for (const file of decisions) {
      expect(file).toMatch(/^\d{4}-[a-z0-9-]+\.md$/);
      const text = read(`docs/decisions/${file}`);
      for (const part of ['Status:', '## Context', '## Decision', '## Consequences', 'Enforced by'])
        expect(text, `${file}: ${part}`).toContain(part);
    }
  });

  it('show the two commands in the README', () => {
    for (const command of ['npm start', 'npm test']) expect(read('README.md')).toContain(command);
  });
});
