import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const page = read('docs/security.md');
const [points = '', tests = ''] = page.split('## The tests');
const files = new Map(
  [...tests.matchAll(/^\| `([\w-]+)` \| `([^`]+)` \|$/gmu)].map(([, label = '', file = '']) => [label, file]),
);

/** How many requirements of levels 1 and 2 each section of ASVS 5.0.0 has; within a section they come first. */
const SECTIONS = `1.1:2 1.2:9 1.3:11 1.4:3 1.5:2 2.1:3 2.2:3 2.3:4 2.4:1 3.2:2 3.3:4 3.4:6 3.5:5 3.7:2 4.1:3 4.2:1 4.3:2 4.4:4
  5.1:1 5.2:3 5.3:2 5.4:3 6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4 7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2 8.1:2 8.2:3 8.3:1 8.4:1
  9.1:3 9.2:4 10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3 11.1:2 11.2:3 11.3:3 11.4:4 11.5:1 11.6:1 12.1:3 12.2:2 12.3:4
  13.1:1 13.2:5 13.3:2 13.4:5 14.1:2 14.2:4 14.3:3 15.1:3 15.2:3 15.3:7 16.1:1 16.2:5 16.3:4 16.4:3 16.5:3 17.1:1 17.2:4 17.3:2`;
const required = SECTIONS.split(/\s+/u).flatMap((part) => {
  const [section = '', count = ''] = part.split(':');
  return Array.from({ length: Number(count) }, (_, at) => `${section}.${at + 1}`);
});

/** `6.5.1–6.5.5` names five. */
function named(part: string): string[] {
  const [first = '', last = first] = part.split('–');
  const section = first.slice(0, first.lastIndexOf('.'));
  const [from, to] = [first, last].map((id) => Number(id.split('.')[2])) as [number, number];
  return Array.from({ length: to - from + 1 }, (_, at) => `${section}.${from + at}`);
}
const rows = [...points.matchAll(/^\| (\d[\d., –]*) \| (met|in part|open|n\/a) \|(.*)$/gmu)].flatMap(
  ([, ids = '', state = '', rest = '']) =>
    ids
      .split(', ')
      .flatMap(named)
      .map((id) => ({ id, state, isTested: !rest.endsWith('| – |') })),
);

describe('the page about security', () => {
  it('names only files that exist', () => {
    const paths = [...points.matchAll(/`((?:apps|libs|tests|models|docs)\/[\w./-]*)`/gu)].map(([, path = '']) => path);
    const links = [...points.matchAll(/\]\((?!#|https?:)([^)]+)\)/gu)].map(([, link = '']) => `docs/${link}`);
    expect(paths.length).toBeGreaterThan(50);
    expect([...paths, ...links, ...files.values()].filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });

  it('names only tests that are there, each under its label', () => {
    const cited = [...points.matchAll(/`([\w-]+)` \*([^*]+)\*/gu)].map(([, label = '', name = '']) => ({
      label,
      name,
    }));
    expect(cited.length).toBeGreaterThan(150);
    const isThere = ({ label, name }: (typeof cited)[number]) => {
      const file = files.get(label);
      return file !== undefined && existsSync(join(ROOT, file)) && read(file).includes(name);
    };
    expect(cited.filter((citation) => !isThere(citation))).toEqual([]);
    expect([...files.keys()].filter((label) => !cited.some((citation) => citation.label === label))).toEqual([]);
  });

  it('names every requirement of levels 1 and 2 once, and no other', () => {
    expect(required).toHaveLength(253);
    expect(rows.map(({ id }) => id).sort()).toEqual([...required].sort());
  });

  it('adds up what it says', () => {
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    const untested = rows.filter(({ state, isTested }) => state === 'met' && !isTested).length;
    expect(page).toContain(
      `Of 253 requirements ${count('met')} are met (${untested} of them without a test), ${count('in part')} in part, ${count('open')} are open, and ${count('n/a')} have no subject here.`,
    );
  });
});
