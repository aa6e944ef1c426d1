import type { Draft } from './draft.js';

/** A draft as text for the clipboard, in the form the importer reads: headings above, the clause's own, what stands below it. */
export function asMarkdown({ title, clauses, facts }: Pick<Draft, 'title' | 'clauses' | 'facts'>): string {
  let above: readonly string[] = [];
  const blocks = clauses.map(({ heading, path, text }) => {
    const shared = path.findIndex((name, depth) => above[depth] !== name);
    const fresh = shared < 0 ? [] : path.slice(shared).map((name, offset) => `${hashes(shared + offset + 2)} ${name}`);
    above = path;
    const own = heading ? [`${hashes(path.length + 2)} ${heading}`] : [];
    return [...fresh, ...own, text].join('\n\n');
  });
  const lines = facts.map(({ entity, relation, value }) => [entity, relation, value].join('\t'));
  return [`# ${title}`, ...blocks, ...(lines.length ? [lines.join('\n')] : [])].join('\n\n');
}

const MOST_HASHES = 6;
const hashes = (depth: number) => '#'.repeat(Math.min(depth, MOST_HASHES));
