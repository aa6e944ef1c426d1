import { freeName, toSlug } from '../policy.slug.js';

const HAN_NUMBER = '[〇零一二两三四五六七八九十百千\\d]+';
const NUMBERED: readonly RegExp[] = [
  // 第三条, 第 12 章
  new RegExp(`^(第\\s*${HAN_NUMBER}\\s*[编章节条款项])`, 'u'),
  // 一、 （三） (2)
  new RegExp(`^[（(]?(${HAN_NUMBER})(?:[）)]|[、．])`, 'u'),
  // 2.1 Refunds, Section 2.1: Refunds, § 4
  /^(?:(?:section|clause|article|paragraph)\s+|§\s*)(\d+(?:\.\d+)*)(?=[\s.:：,，、—–-]|$)/iu,
  /^(\d+(?:\.\d+)+)(?=[\s.:：、）)]|\p{Script=Han}|$)/u,
  // 3. Eligibility, 3: Eligibility. A number without a mark is part of the sentence: 7 天无理由退货
  /^(\d+)(?:[.:：](?=\s|$)|[.．](?=\p{Script=Han}))/u,
];

/** The number a heading carries, as others refer to it: 第三条, 2.1. */
export function numberOf(heading: string): string | undefined {
  for (const pattern of NUMBERED) {
    const [, number] = pattern.exec(heading.trim()) ?? [];
    if (number) return number.replaceAll(/\s+/gu, '');
  }
  return undefined;
}

/**
 * Keys of one policy's clauses. A key is what citations and other versions know a clause by, so it comes from the heading
 * and not from the place; where two are alike, the heading above tells them apart before a count does.
 */
export class ClauseKeys {
  private readonly taken = new Set<string>();

  next(heading: string, above: string | undefined): string {
    const own = numberOf(heading) ?? toSlug(heading);
    const wanted = this.taken.has(own) && above !== undefined ? `${numberOf(above) ?? toSlug(above)}-${own}` : own;
    const key = freeName(wanted, this.taken);
    this.taken.add(key);
    return key;
  }
}
