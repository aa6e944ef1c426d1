import type { AnswerLine } from './answer.line.js';
import { holdsGold } from './metrics.js';
import type { PackQuestion } from './pack.schema.js';

const BINS = 10;
/** Among so many of the best the plan looks for what it stands on. */
const LOOKED_AT = 3;

/** Questions whose best evidence was believed about equally. */
export interface ReliabilityBin {
  /** Confidence from here up to the next bin. */
  readonly from: number;
  readonly n: number;
  /** Mean of the confidences, 0–1. */
  readonly believed: number;
  /** Share that can be answered at all. */
  readonly answerable: number;
  /** Share whose right evidence stood among what was looked at; none where there is no answer. */
  readonly right: number;
}

export interface Reliability {
  readonly bins: readonly ReliabilityBin[];
  /** Expected calibration error of the share that can be answered: mean distance from what was believed, by number of questions. */
  readonly error: number;
}

/**
 * How far the confidence in the best evidence can be taken at its word (reliability diagram: Niculescu-Mizil and Caruana 2005;
 * expected calibration error: Naeini et al. 2015). Questions that are answered by asking back are left out.
 */
export function reliabilityOf(
  questions: readonly PackQuestion[],
  answers: readonly AnswerLine[],
): Reliability | undefined {
  const asked = new Map(questions.map((question) => [question.id, question]));
  const bins = new Map<number, Judged[]>();
  for (const answer of answers) {
    const question = asked.get(answer.id);
    if (answer.confidence === undefined || !question || question.answerable === 'needs_clarification') continue;
    const bin = Math.min(BINS - 1, Math.floor(answer.confidence * BINS));
    bins.set(bin, [...(bins.get(bin) ?? []), judge(question, answer, answer.confidence)]);
  }
  if (!bins.size) return undefined;
  const curve = [...bins].sort(([a], [b]) => a - b).map(([bin, judged]) => summarise(bin / BINS, judged));
  const all = curve.reduce((sum, { n }) => sum + n, 0);
  const error = curve.reduce((sum, { n, believed, answerable }) => sum + n * Math.abs(believed - answerable), 0) / all;
  return { bins: curve, error };
}

interface Judged {
  readonly believed: number;
  readonly answerable: number;
  readonly right: number;
}

function judge(question: PackQuestion, answer: AnswerLine, believed: number): Judged {
  const isAnswerable = question.answerable !== 'no';
  const isRight = isAnswerable && holdsGold(question, answer.retrieved.slice(0, LOOKED_AT));
  return { believed, answerable: Number(isAnswerable), right: Number(isRight) };
}

function summarise(from: number, judged: readonly Judged[]): ReliabilityBin {
  const mean = (read: (one: Judged) => number) => judged.reduce((sum, one) => sum + read(one), 0) / judged.length;
  return {
    from,
    n: judged.length,
    believed: mean(({ believed }) => believed),
    answerable: mean(({ answerable }) => answerable),
    right: mean(({ right }) => right),
  };
}
