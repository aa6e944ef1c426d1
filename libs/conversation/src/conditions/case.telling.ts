import type { CaseDecision, Locale } from '@zhike/contracts';
import type { ClauseEvidence } from '@zhike/ports';
import { phrase } from '../turn.phrases.js';
import type { CaseVerdict, CheckedCondition, OpenCase, Verdict } from './case.plan.js';
import { questionAbout } from './condition.question.js';

/** A sentence of a decision: ours, standing on the clause, or the clause's own. */
export interface CaseLine {
  readonly text: string;
  readonly clause: ClauseEvidence;
  readonly isQuote: boolean;
  readonly decision?: CaseDecision;
}

/** From a longer list only its lead and the lines that something is known of are quoted. */
const LONGEST_LIST = 7;

/** Yes or no, the sentences that decide as the clause has them, and which of their conditions are met. */
export function tellCase(verdict: CaseVerdict, answer: Verdict, locale: Locale): CaseLine[] {
  const { clause, conditions } = verdict;
  const checked = checkedLine(conditions, locale);
  return [
    { text: phrase(`decided-${answer}`, locale), clause, isQuote: false, decision: decisionOf(verdict, answer, false) },
    ...quotedSentences(verdict).map((text) => ({ text, clause, isQuote: true })),
    ...(checked ? [{ text: checked, clause, isQuote: false }] : []),
  ];
}

/** How it looks so far, where it looks like anything, and the question about the condition that is open. */
export function askCase(verdict: OpenCase, locale: Locale): CaseLine[] {
  const { clause, answer, open } = verdict;
  const question: CaseLine = { text: questionAbout(open.condition, locale), clause, isQuote: false };
  if (!answer) return [question];
  const leaning = { text: phrase(`leaning-${answer}`, locale), clause, isQuote: false };
  return [{ ...leaning, decision: decisionOf(verdict, answer, true) }, question];
}

const decisionOf = ({ conditions }: CaseVerdict, answer: Verdict, isProvisional: boolean): CaseDecision => ({
  answer,
  isProvisional,
  conditions: conditions.map((condition) => ({ ...condition })),
});

function quotedSentences({ sentences, conditions }: CaseVerdict): readonly string[] {
  if (sentences.length <= LONGEST_LIST) return sentences;
  const known = conditions.filter(({ state }) => state !== 'open');
  return sentences.filter((line, place) => !place || known.some(({ text }) => line.includes(text)));
}

/** 「符合：“未拆封”；不符合：“七天内”。」 */
function checkedLine(conditions: readonly CheckedCondition[], locale: Locale): string | undefined {
  const groups = (['met', 'not-met'] as const).flatMap((state) => {
    const texts = conditions.filter((condition) => condition.state === state).map(({ text }) => `“${text}”`);
    return texts.length ? [`${phrase(state, locale)}${texts.join(locale === 'zh' ? '、' : ', ')}`] : [];
  });
  if (!groups.length) return undefined;
  return locale === 'zh' ? `${groups.join('；')}。` : `${groups.join('. ')}.`;
}
