import { type Calibration, type Head, HEADS, logitOf, outputAt, probabilityOf } from '@zhike/content-safety';
import type { HeadText } from './head.material.js';

/** Log-odds by head of texts that the network was not taught. */
export type HeldOut = ReadonlyMap<HeadText, Float32Array>;

/** What may be stopped wrongly: of prompts that are fine, of hard matters that may be asked, of sentences of documents. */
const MOST_FINE = 0.03;
const MOST_CARE = 0.1;
const MOST_DOCUMENTS = 0.01;
/** Of customers' lines, and of questions about law, films and sights that some workspace is there for, that may be called off-topic. */
const MOST_CUSTOMERS_OFF = 0.01;
const MOST_QUESTIONS_OFF = 0.05;
/** Recall beyond this is not worth another false alarm of the jailbreak head. */
const EVEN = 0.5;

/** Log-odds that are tried as thresholds. */
const TRIED = Array.from({ length: 33 }, (_, at) => -2 + at * 0.2);

/**
 * Makes probabilities of log-odds and says from where on a head acts: the two thresholds of harm and abuse together catch the most
 * of the prompts that are to be blocked while what is fine passes.
 */
export function calibrate(heldOut: HeldOut): Record<Head, Calibration> {
  const { harm, abuse } = jointThresholds(heldOut);
  const inject = quantile(scoresOf(heldOut, 'inject', 0), 1 - MOST_DOCUMENTS);
  const offTopic = offTopicThreshold(heldOut);
  const entries = HEADS.map((head) => {
    const platt = plattOf(heldOut, head);
    const at = { harm, abuse, inject, 'off-topic': offTopic }[head as string];
    const threshold = at === undefined ? EVEN : probabilityOf(at, platt);
    // Shops' documents are unlike those learned from: what is hardly likely there would be said of every tenth sentence of theirs.
    return [head, { ...platt, threshold: head === 'inject' ? Math.max(threshold, EVEN) : threshold }];
  });
  return Object.fromEntries(entries) as Record<Head, Calibration>;
}

function jointThresholds(heldOut: HeldOut): { harm: number; abuse: number } {
  const prompts = [...heldOut].filter(([{ expect }]) => expect);
  let best = { caught: -1, harm: 0, abuse: 0 };
  for (const harm of TRIED)
    for (const abuse of TRIED) {
      const stops = (logits: Float32Array) =>
        logitOf(logits, 'harm') > harm || logitOf(logits, 'abuse') > abuse || logitOf(logits, 'jailbreak') > 0;
      const share = (expect: HeadText['expect']) =>
        shareOf(prompts.filter(([text]) => text.expect === expect).map(([, logits]) => stops(logits)));
      const caught = share('block');
      if (caught > best.caught && share('allow') <= MOST_FINE && share('answer_responsibly') <= MOST_CARE)
        best = { caught, harm, abuse };
    }
  return best;
}

function offTopicThreshold(heldOut: HeldOut): number {
  const questions = [...heldOut].filter(([{ source }]) => source === 'questions');
  return Math.max(
    quantile(scoresOf(heldOut, 'off-topic', 0), 1 - MOST_CUSTOMERS_OFF),
    quantile(
      questions.map(([, logits]) => logitOf(logits, 'off-topic')),
      1 - MOST_QUESTIONS_OFF,
    ),
  );
}

/** Newton's steps on the two numbers of Platt's scaling. */
function plattOf(heldOut: HeldOut, head: Head): { scale: number; shift: number } {
  const points = [...heldOut].flatMap(([{ targets }, logits]) => {
    const target = targets[outputAt(head)];
    return target === undefined ? [] : [{ logit: logitOf(logits, head), target }];
  });
  let [scale, shift] = [1, 0];
  for (let round = 0; round < 25; round++) {
    const sums = { a: 1e-3 * (scale - 1), b: 0, aa: 1e-3, ab: 0, bb: 1e-3 };
    for (const { logit, target } of points) {
      const p = probabilityOf(logit, { scale, shift });
      const [error, spread] = [p - target, p * (1 - p)];
      sums.a += error * logit;
      sums.b += error;
      sums.aa += spread * logit * logit;
      sums.ab += spread * logit;
      sums.bb += spread;
    }
    const determinant = sums.aa * sums.bb - sums.ab ** 2;
    scale -= (sums.bb * sums.a - sums.ab * sums.b) / determinant;
    shift -= (sums.aa * sums.b - sums.ab * sums.a) / determinant;
  }
  return { scale: Math.max(scale, 0.05), shift };
}

export function scoresOf(heldOut: HeldOut, head: Head, target: 0 | 1): number[] {
  return [...heldOut]
    .filter(([{ targets }]) => targets[outputAt(head)] === target)
    .map(([, logits]) => logitOf(logits, head));
}

export const shareOf = (are: readonly boolean[]): number => are.filter(Boolean).length / Math.max(1, are.length);

export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}
