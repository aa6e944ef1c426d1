import { crossValidateConfidence, type HeldOut, type RankingQuestion, SILENT_SHARE } from '@zhike/knowledge-graph';
import type { RankingExample } from './train.examples.js';

interface Split {
  readonly folds: number;
  readonly seed: number;
}

/** What the learned ranking and confidence reach on questions whose group they never saw. */
export function rankingFigures(
  examples: readonly RankingExample[],
  questions: readonly RankingQuestion[],
  held: readonly HeldOut[],
  { folds, seed }: Split,
): string {
  const exampleOf = new Map(questions.map((question, place) => [question, examples[place]]));
  const parts = new Map<string, { before: number[]; after: number[] }>();
  for (const { question, ranked } of held) {
    const example = exampleOf.get(question);
    if (!example?.gold.size || example.answerable === 'no' || example.answerable === 'needs_clarification') continue;
    const before = placeOf(question.candidates);
    const after = placeOf(ranked);
    for (const name of partsOf(example)) {
      const part = parts.get(name) ?? { before: [], after: [] };
      parts.set(name, part);
      part.before.push(before);
      part.after.push(after);
    }
  }
  const rows = [...parts].sort().map(([name, { before, after }]) => {
    const shares = [within(before, 1), within(before, 5), within(after, 1), within(after, 5)];
    return `${name.padEnd(32)} n ${String(after.length).padStart(5)}  by place ${shares[0]} / ${shares[1]}  learned ${shares[2]} / ${shares[3]}`;
  });
  return [...rows, ...silence(exampleOf, held, { folds, seed })].join('\n');
}

function partsOf({ kind, source, isFollowUp }: RankingExample): string[] {
  const turns = isFollowUp ? 'follow-ups' : 'first questions';
  const names = ['all', turns, `${source}, ${turns}`];
  if (kind === 'switched') return ['topic switched'];
  return kind === 'onward' ? ['gone onward'] : names;
}

const placeOf = (candidates: readonly { readonly isRight: boolean }[]) =>
  candidates.findIndex(({ isRight }) => isRight);

const within = (places: readonly number[], most: number) =>
  shareOf(places.filter((place) => place >= 0 && place < most).length, places.length);
const shareOf = (part: number, all: number) => (part / Math.max(1, all)).toFixed(3);

/** How often each kind of unanswerable question stays below the bound that all but a few of the answerable pass. */
function silence(
  exampleOf: ReadonlyMap<RankingQuestion, RankingExample | undefined>,
  held: readonly HeldOut[],
  { folds, seed }: Split,
): string[] {
  const decisions = crossValidateConfidence(held, folds, seed);
  const kinds = new Map<string, number[]>();
  for (const [{ question }, decision] of decisions) {
    const example = exampleOf.get(question);
    const name = example && question.answerable !== undefined ? silenceNameOf(example) : undefined;
    if (name === undefined) continue;
    kinds.set(name, [...(kinds.get(name) ?? []), decision]);
  }
  const answerable = [...(kinds.get('answerable') ?? [])].sort((a, b) => a - b);
  const bound = answerable[Math.floor(SILENT_SHARE * answerable.length)] ?? 0;
  kinds.delete('answerable');
  return [...kinds].sort().map(([name, values]) => {
    const silent = values.filter((value) => value < bound).length;
    return `${`unanswerable, ${name}`.padEnd(32)} n ${String(values.length).padStart(5)}  silent ${shareOf(silent, values.length)}  AUROC ${area(answerable, values)}`;
  });
}

/** Which questions are told apart; copies of answerable ones would say the same again. */
function silenceNameOf({ kind, answerable, source }: RankingExample): string | undefined {
  if (kind === 'switched' || kind === 'onward') return undefined;
  if (answerable !== 'no') return 'answerable';
  return kind === 'plain' ? source : kind;
}

function area(positive: readonly number[], negative: readonly number[]): string {
  let above = 0;
  for (const left of positive) for (const right of negative) above += left > right ? 1 : left === right ? 0.5 : 0;
  return shareOf(above, positive.length * negative.length);
}
