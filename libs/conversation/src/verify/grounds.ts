import { splitSentences } from '@zhike/platform';
import type { ClauseEvidence, Evidence } from '@zhike/ports';
import { squeeze } from './folded.text.js';

/** One sentence that a claim may stand on. */
export interface Ground {
  readonly text: string;
  /** Title, heading and lead of the clause: they may lend words and names, not amounts, denials or firmness. */
  readonly about: string;
  readonly kind: 'clause' | 'fact' | 'validity';
}

/** It cannot be understood without the sentence before it. */
const LEANS_BACK =
  /^(?:this|these|those|that|such|it|its|they|their|them|he|she|however|but|otherwise|also|and|其|该|此|这|那|上述|但|不过|否则|同时)/iu;
const IS_ITEM = /^(?:[-*•·]|[(（]?\d{1,2}[.)、）]|[(（][一二三四五六七八九十]+[)）]|[①-⑳])/u;

export const groundsOf = (evidence: readonly Evidence[]): Ground[] =>
  evidence.flatMap((one) =>
    one.kind === 'clause'
      ? clauseGrounds(one)
      : [
          {
            kind: 'fact',
            text: `${one.entity}的${one.relation} ${one.entity} ${one.relation} ${one.value}`,
            about: one.citation.policyTitle,
          },
        ],
  );

function clauseGrounds(clause: ClauseEvidence): Ground[] {
  const { policyTitle, label } = clause.citation;
  const title = `${policyTitle}\n${label}`;
  const sentences = splitSentences(clause.text);
  let lead = '';
  const grounds = sentences.map((text, place): Ground => {
    const before = sentences[place - 1] ?? '';
    if (!IS_ITEM.test(text)) lead = /[:：]$/u.test(text) || isHeadingLike(text) ? text : '';
    const leaning = LEANS_BACK.test(text) ? before : '';
    return { kind: 'clause', text, about: [title, lead === text ? '' : lead, leaning].filter(Boolean).join('\n') };
  });
  return [...grounds, validityOf(clause, title)];
}

const isHeadingLike = (text: string) => !/[.。!！;；,，]$/u.test(text);

/** What may be said of the clause itself: from when, until when, in which language it is written. Days as the shop's clock shows them. */
function validityOf({ citation, locale }: ClauseEvidence, title: string): Ground {
  const from = dayOf(citation.effectiveFrom);
  const to = citation.effectiveTo && dayOf(citation.effectiveTo);
  const language =
    locale === 'zh'
      ? '条款 原文 中文 引用 clause written Chinese quoted'
      : '条款 原文 英文 引用 clause written English quoted';
  const begins = `该条款自 ${from} 起生效 in force since ${from}`;
  const ends = to ? `将于 ${to} 失效 ends on ${to}` : '';
  return { kind: 'validity', text: `${language} ${begins} ${ends}`, about: title };
}

function dayOf(instant: string): string {
  const date = new Date(instant);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** Whether the text is a run of whole sentences of one piece of evidence, as written. A part of a sentence is no quote. */
export function isQuote(text: string, evidence: readonly Evidence[]): boolean {
  const sought = squeeze(text);
  return evidence.some((one) => {
    if (one.kind === 'fact') return squeeze(`${one.entity}${one.relation}${one.value}`) === sought;
    const sentences = splitSentences(one.text).map(squeeze);
    return sentences.some((_, from) => {
      let run = '';
      for (let at = from; at < sentences.length && run.length < sought.length; at++) run += sentences[at] ?? '';
      return run === sought;
    });
  });
}
