import type { Locale } from '@zhike/contracts';
import type { ClauseEvidence, Utterance } from '@zhike/ports';
import { type ConditionState, settle, type Truth, truthOfRule } from './condition.state.js';
import { asksForDenial, matchOf, towards } from './question.match.js';
import { readRules } from './rule.reader.js';
import type { Rule } from './rule.js';
import { readTold, type Told } from './told.facts.js';
import { conceptsOf } from './words.js';
import { yesNoQuestionIn } from './yes-no.question.js';

/** A question for a yes or no, and the conversation before it. */
export interface Asked {
  readonly question: string;
  readonly history: readonly Utterance[];
  readonly locale: Locale;
}

/** A rule held against the customer's case. */
export interface WeighedCase {
  readonly clause: ClauseEvidence;
  readonly rule: Rule;
  readonly states: readonly ConditionState[];
  /** How well the rule's conclusion is what was asked, 0–1. */
  readonly match: number;
  /** Share of the questions of ours so far that are about this clause, 0–1; 1 where none was asked. */
  readonly continuity: number;
  readonly signs: CaseSigns;
}

/** Numbers read off a weighed case; what is learnt is learnt on these. */
export interface CaseSigns {
  /** Yes 1, no −1, open 0: the rule's truth turned by its denial and the question's. */
  readonly answer: Truth;
  /** Turn of the newest yes or no that we got. */
  readonly lastReply: number;
  /** The weightiest of the conditions, turned likewise. */
  readonly weightiest: Truth;
  readonly replies: number;
  readonly conditions: number;
  readonly openConditions: number;
  readonly isAnyEnough: boolean;
  /** Most words of the clause, beside those asked, that a statement of the customer speaks of. */
  readonly spokenOf: number;
  readonly statements: number;
  readonly rules: number;
  readonly isList: boolean;
  readonly isGuessed: boolean;
  readonly isRegardless: boolean;
  readonly clauseLength: number;
}

/** Below it a condition counts as open. */
export const SETTLED = 0.4;

/** Holds the question against the rule of a clause that speaks most of it. Undefined where the clause states no rule. */
export function weighCase(clause: ClauseEvidence, { question, history, locale }: Asked): WeighedCase | undefined {
  const asked = conceptsOf(yesNoQuestionIn(question, locale) ?? question, locale);
  const rules = readRules(clause.text, locale);
  const matched = rules.map((rule) => ({ rule, match: matchOf(rule, asked, locale) }));
  const [first] = matched.sort((a, b) => worth(b) - worth(a));
  if (!first) return undefined;
  const rule = towards(first.rule, asked, locale);
  const all = readTold(history, question, locale);
  const told = aboutClause(all, clause.text, locale);
  const states = settle(rule, told, locale);
  const signs = signsOf({ clause, rule, states, told, asked, question, locale, rules: rules.length });
  const continuity = all.replies.length ? told.replies.length / all.replies.length : 1;
  return { clause, rule, states, match: first.match, continuity, signs };
}

/** A sentence that states conditions is likelier the rule than one that merely names what was asked. */
const STATES_CONDITIONS = 0.25;
const worth = ({ rule, match }: { rule: Rule; match: number }) =>
  match + (rule.conditions.length ? STATES_CONDITIONS : 0);

/** Least share of the words of a question of ours that a clause must hold for its answer to count there. */
const LEAST_ABOUT = 0.4;

/** A conversation holds answers to questions about other things, too. */
function aboutClause(told: Told, text: string, locale: Locale): Told {
  const inClause = conceptsOf(text, locale);
  const replies = told.replies.filter(
    ({ concepts }) => [...concepts].filter((one) => inClause.has(one)).length >= LEAST_ABOUT * concepts.size,
  );
  return { ...told, replies };
}

interface Weighing {
  readonly clause: ClauseEvidence;
  readonly rule: Rule;
  readonly states: readonly ConditionState[];
  readonly told: Told;
  readonly asked: ReadonlySet<string>;
  readonly question: string;
  readonly locale: Locale;
  readonly rules: number;
}

function signsOf({ clause, rule, states, told, asked, question, locale, rules }: Weighing): CaseSigns {
  const turn = rule.isDenial === asksForDenial(question, locale) ? 1 : -1;
  const truths = states.map(({ truth }) => truth);
  const last = told.replies.at(-1);
  const inClause = conceptsOf(clause.text, locale);
  const spoken = told.statements.map(
    ({ concepts }) => [...concepts].filter((one) => inClause.has(one) && !asked.has(one)).length,
  );
  return {
    answer: turn * truthOfRule(rule, states),
    lastReply: last ? (last.isNo ? -1 : 1) : 0,
    weightiest: turn * truths.reduce((a, b) => (Math.abs(b) > Math.abs(a) ? b : a), 0),
    replies: told.replies.length,
    conditions: states.length,
    openConditions: truths.filter((truth) => Math.abs(truth) < SETTLED).length,
    isAnyEnough: rule.joint === 'any',
    spokenOf: Math.max(0, ...spoken),
    statements: told.statements.length,
    rules,
    isList: rule.isList,
    isGuessed: rule.isGuessed ?? false,
    isRegardless: rule.isRegardless,
    clauseLength: clause.text.length,
  };
}
