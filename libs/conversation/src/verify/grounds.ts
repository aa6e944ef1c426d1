import { splitSentences } from '@zhike/platform';
import type { ClauseEvidence, Evidence, FactEvidence } from '@zhike/ports';
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

export function groundsOf(evidence: readonly Evidence[]): Ground[] {
  const clauses = evidence.filter((one): one is ClauseEvidence => one.kind === 'clause');
  return [...clauses.flatMap(clauseGrounds), ...factGroups(evidence).map(factGround)];
}

/** All that a piece of evidence says, with its titles. */
export const wordsOf = (evidence: Evidence): string => {
  const { policyTitle, label } = evidence.citation;
  const said = evidence.kind === 'clause' ? [evidence.text] : [evidence.entity, evidence.relation, evidence.value];
  return [policyTitle, label, ...said].join('\n');
};

/** Facts of one entity and relation are one statement with several values. */
function factGroups(evidence: readonly Evidence[]): FactEvidence[][] {
  const groups = new Map<string, FactEvidence[]>();
  for (const one of evidence) {
    if (one.kind !== 'fact') continue;
    const key = `${one.entity}\u0000${one.relation}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}

function factGround(group: readonly FactEvidence[]): Ground {
  const { entity = '', relation = '', citation } = group[0] ?? {};
  const values = group.map(({ value }) => value).join('、');
  return {
    kind: 'fact',
    text: `${entity}的${relation}是${values}`,
    about: `${citation?.policyTitle ?? ''} ${entity} ${relation}`,
  };
}

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
  return [...grounds, validityOf(clause)];
}

const isHeadingLike = (text: string) => !/[.。!！;；,，]$/u.test(text);

/** What may be said of the clause itself: from when, until when, in which language it is written. Days as the shop's clock shows them. */
function validityOf({ citation, locale }: ClauseEvidence): Ground {
  const from = dayOf(citation.effectiveFrom);
  const to = citation.effectiveTo && dayOf(citation.effectiveTo);
  const [han, latin] = locale === 'zh' ? ['中文', 'Chinese'] : ['英文', 'English'];
  const language = `以下条款的原文为${han}，按原文引用。 This clause is written in ${latin} and quoted as written.`;
  const begins = `《${citation.policyTitle}》自 ${from} 起生效 “${citation.policyTitle}” has been in force since ${from}`;
  const ends = to ? `将于 ${to} 失效 ends on ${to}` : '';
  return { kind: 'validity', text: `${language} ${begins} ${ends}`, about: '' };
}

function dayOf(instant: string): string {
  const date = new Date(instant);
  return [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
}

/** Whether the text is a run of whole sentences of one clause, or states a fact and nothing else. A part of a sentence is no quote. */
export function isQuote(text: string, evidence: readonly Evidence[]): boolean {
  const sought = squeeze(text);
  const isWritten = evidence.some((one) => one.kind === 'clause' && holdsRun(one.text, sought));
  return isWritten || factGroups(evidence).some((group) => statesOnly(sought, group));
}

function holdsRun(clause: string, sought: string): boolean {
  const sentences = splitSentences(clause).map(squeeze);
  return sentences.some((_, from) => {
    let run = '';
    for (let at = from; at < sentences.length && run.length < sought.length; at++) run += sentences[at] ?? '';
    return run === sought;
  });
}

/** What may stand around entity, relation and values; a bare number takes the measure word that its relation implies. */
const AROUND_FACTS = /^[\p{P}\s是为的分元]*$/u;

function statesOnly(sought: string, group: readonly FactEvidence[]): boolean {
  const { entity = '', relation = '' } = group[0] ?? {};
  const parts = [entity, relation].map(squeeze);
  if (!parts.every((part) => sought.includes(part))) return false;
  const values = group.map(({ value }) => squeeze(value)).filter(Boolean);
  const rest = [...parts, ...values.sort((a, b) => b.length - a.length)].reduce(
    (left, part) => left.replace(part, ' '),
    sought,
  );
  return values.some((value) => sought.includes(value)) && AROUND_FACTS.test(rest);
}
