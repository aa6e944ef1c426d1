import { readHanNumber } from '@zhike/platform';

const NUMBERED = /第\s*([〇零一二两三四五六七八九十百千\d]+)\s*[条款节章]/gu;
const SECTION = /\b(?:section|clause|article|paragraph)\s+(\d+(?:\.\d+)*)/giu;

interface Numbered {
  readonly id: string;
  readonly key: string;
  readonly heading: string;
  readonly text: string;
}

/** Which clauses of one version a clause names by number (第三条, section 2.1). Clause id → ids of the clauses it names. */
export function referencesAmong(clauses: readonly Numbered[]): Map<string, string[]> {
  const byNumber = new Map<string, string>();
  for (const { id, key, heading } of clauses)
    for (const number of [...numbersIn(key).slice(-1), ...numbersIn(heading).slice(0, 1), plainNumber(key)])
      if (number && !byNumber.has(number)) byNumber.set(number, id);

  const references = new Map<string, string[]>();
  for (const { id, text } of clauses) {
    const named = new Set(numbersIn(text).flatMap((number) => byNumber.get(number) ?? []));
    named.delete(id);
    if (named.size) references.set(id, [...named]);
  }
  return references;
}

function numbersIn(text: string): string[] {
  return [
    ...[...text.matchAll(NUMBERED)].map(([, number]) => toDigits(number ?? '')),
    ...[...text.matchAll(SECTION)].map(([, number]) => number ?? ''),
  ];
}

const plainNumber = (key: string) => /^\d+(?:\.\d+)*$/.exec(key)?.[0];

const toDigits = (number: string) => String(/^\d+$/.test(number) ? Number(number) : readHanNumber(number));
