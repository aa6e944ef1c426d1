import type { Locale } from '@zhike/contracts';
import { fits } from './quantity.js';
import type { Condition, Rule } from './rule.js';
import type { Told, ToldFact } from './told.facts.js';
import { conceptsOf, denies, STATES } from './words.js';

/**
 * How far something is known to be the case: 1 it is, −1 it is not, 0 nothing is known. In between stands what was said in
 * other words. Kleene's three values with degrees: not is the sign, and is the least, or is the most.
 */
export type Truth = number;

/** Least share of a condition's words that a reply must speak of to be about it. */
const LEAST_OF_REPLY = 0.2;

/** From this share of its words on, a part that was asked about piece by piece counts as asked about. */
const ENOUGH_OF_PART = 0.5;

/** Least share of a condition's words, two at least, in which a denial fells it as a whole. */
const LEAST_DENIED = 0.3;

export interface ConditionState {
  readonly condition: Condition;
  readonly truth: Truth;
  /** It was answered when we asked, in full. */
  readonly isAnswered: boolean;
}

/** Holds each condition of a rule against what was told. */
export function settle(rule: Rule, told: Told, locale: Locale): ConditionState[] {
  const topic = conceptsOf(rule.conclusion, locale);
  const parts = rule.conditions.map(({ parts: texts }) => texts.map((text) => partOf(text, topic, locale)));
  const said = [...told.statements, ...told.inQuestion];
  const replies = assign(told.replies, parts.flat());
  return rule.conditions.map((condition, place) => {
    const truths = (parts[place] ?? []).map((part) => truthOf(part, replies.get(part) ?? [], said, locale));
    const truth = rule.joint === 'all' ? Math.max(...truths) : Math.min(...truths);
    return { condition, truth: condition.isException ? -truth : truth, isAnswered: Math.abs(truth) === 1 };
  });
}

interface Part {
  readonly text: string;
  readonly concepts: ReadonlySet<string>;
  readonly isDenied: boolean;
}

function partOf(text: string, topic: ReadonlySet<string>, locale: Locale): Part {
  const all = conceptsOf(text, locale);
  const own = new Set([...all].filter((concept) => !topic.has(concept)));
  return { text, concepts: own.size ? own : all, isDenied: denies(text, locale) };
}

/** Each reply speaks of the part that it shares most words with. */
function assign(replies: readonly ToldFact[], parts: readonly Part[]): Map<Part, ToldFact[]> {
  const assigned = new Map<Part, ToldFact[]>();
  for (const reply of replies) {
    const rated = parts.map((part) => ({ part, share: likeness(part.concepts, reply.concepts) }));
    const best = rated.reduce((a, b) => (b.share > a.share ? b : a), { part: undefined as Part | undefined, share: 0 });
    if (best.part && best.share >= LEAST_OF_REPLY) assigned.set(best.part, [...(assigned.get(best.part) ?? []), reply]);
  }
  return assigned;
}

function truthOf(part: Part, replies: readonly ToldFact[], statements: readonly ToldFact[], locale: Locale): Truth {
  if (replies.length) return truthByReplies(part, replies);
  const felled = statements.find((said) => deniesPiece(part, said));
  if (felled) return -Math.max(degreeOf(part, felled), BY_PIECE);
  let best: Truth = 0;
  for (const said of statements) {
    const truth = truthBySaying(part, said, locale);
    if (Math.abs(truth) > Math.abs(best)) best = truth;
  }
  return best;
}

/** A no to a piece of it is a no; a yes to a piece of it is not yet a yes to all of it. */
function truthByReplies(part: Part, replies: readonly ToldFact[]): Truth {
  if (replies.some(({ isDenied }) => isDenied !== part.isDenied)) return -1;
  const held = shareOf(part.concepts, new Set(replies.flatMap(({ concepts }) => [...concepts])));
  return held >= ENOUGH_OF_PART ? 1 : held;
}

function truthBySaying(part: Part, said: ToldFact, locale: Locale): Truth {
  const fit = fits(part.text, said.text, locale);
  if (fit !== undefined) return fit ? BY_NUMBER : -BY_NUMBER;
  const degree = degreeOf(part, said);
  return isDeniedNear(part, said) === part.isDenied ? degree : -degree;
}

/** A number that was told settles a condition on it almost like a reply. */
const BY_NUMBER = 0.95;
/** How far a denied piece denies the whole, at least. */
const BY_PIECE = 0.6;
/** So many words of a long condition are enough to speak of it. */
const MANY = 4;
function degreeOf(part: Part, said: ToldFact): number {
  const held = [...part.concepts].filter((concept) => said.concepts.has(concept)).length;
  const degree = part.concepts.size ? Math.min(1, held / Math.min(part.concepts.size, MANY)) : 0;
  const states = [...part.concepts].filter((concept) => STATES.has(concept));
  const isStateOpen = states.length > 0 && !states.some((concept) => said.concepts.has(concept));
  return isStateOpen ? Math.min(degree, WITHOUT_STATE) : degree;
}

/** Who names an opened pillow's kind has not said that it was opened: so far at most is that known. */
const WITHOUT_STATE = 0.3;

/** Whether the piece of what was said that speaks most of it denies it. */
function isDeniedNear(part: Part, said: ToldFact): boolean {
  const rated = said.pieces.map((piece) => ({ piece, share: shareOf(part.concepts, piece.concepts) }));
  const best = rated.reduce<(typeof rated)[number] | undefined>((a, b) => (!a || b.share > a.share ? b : a), undefined);
  return best !== undefined && best.share > 0 && shareOf(part.concepts, best.piece.denied) * 2 >= best.share;
}

/** All of a condition fails with a piece of it: „a child with an allergy“ where no allergy is. */
function deniesPiece(part: Part, said: ToldFact): boolean {
  if (part.isDenied) return false;
  return said.pieces.some(({ denied }) => {
    const held = [...part.concepts].filter((concept) => denied.has(concept)).length;
    return held > 1 && held / part.concepts.size >= LEAST_DENIED;
  });
}

function shareOf(wanted: ReadonlySet<string>, held: ReadonlySet<string>): number {
  if (!wanted.size) return 0;
  return [...wanted].filter((concept) => held.has(concept)).length / wanted.size;
}

/** Of both sides: a reply may name a piece of a long part, a part may be named in a long question. */
const likeness = (a: ReadonlySet<string>, b: ReadonlySet<string>) => Math.max(shareOf(a, b), shareOf(b, a) * 0.9);

/** What the states say of the rule as a whole. */
export function truthOfRule(rule: Rule, states: readonly ConditionState[]): Truth {
  if (rule.isRegardless) return 1;
  if (!states.length) return 0;
  const known = states.filter(({ truth }) => truth);
  // What was only guessed to be a condition counts where it was spoken of.
  const truths = (rule.isGuessed && known.length ? known : states).map(({ truth }) => truth);
  return rule.joint === 'all' ? Math.min(...truths) : Math.max(...truths);
}
