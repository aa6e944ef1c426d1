import { DecoderFailure } from './decoder.failure.js';
import { seededRandom } from './random.js';

/** How the next token is drawn. Left out, a setting does nothing; a temperature of 0 always takes the likeliest. */
export interface SamplingSettings {
  /** 0 to 2. Below 1 the likely become likelier. */
  readonly temperature?: number;
  /** The k likeliest tokens only. */
  readonly topK?: number;
  /** The likeliest tokens that together have this share of the probability, 0 to 1 (nucleus sampling, arXiv:1904.09751). */
  readonly topP?: number;
  /** Tokens at least this often as likely as the likeliest, 0 to 1 (arXiv:2407.01082). */
  readonly minP?: number;
  /**
   * Above 1, tokens the answer already has become less likely (CTRL, arXiv:1909.05858). The prompt does not count: an
   * answer must be able to quote its evidence.
   */
  readonly repetitionPenalty?: number;
  /** Equal seeds and requests give equal text. 0 when left out. */
  readonly seed?: number;
}

/** The tokens that may come next. `undefined`: every one. */
export type AllowedTokens = Iterable<number> | undefined;

/** Asked before each token with the answer so far; grammars and evidence constraints are such functions. */
export type Constrain = (tokensSoFar: readonly number[]) => AllowedTokens;

interface Candidate {
  readonly token: number;
  /** Logit, then share of the probability. */
  weight: number;
}

/** Less likely than e⁻³⁰ times the likeliest: left out before sorting, which makes it fast and changes no draw to speak of. */
const NEGLIGIBLE = 30;

/** Draws the tokens of one answer. Holds the state of its random numbers, nothing else. */
export class Sampler {
  private readonly random: () => number;

  constructor(
    private readonly settings: SamplingSettings = {},
    private readonly constrain?: Constrain,
  ) {
    requireInRange(settings);
    this.random = seededRandom(settings.seed ?? 0);
  }

  /**
   * The next token after `answer`. Of equally likely tokens the one with the smallest number wins. Throws
   * `decoder-failed` when no token is allowed or the network gave no number at all.
   */
  next(logits: Float32Array, answer: readonly number[]): number {
    const allowed = this.constrain?.(answer);
    const penalised = this.penalise(logits, answer);
    const { temperature = 0 } = this.settings;
    if (temperature === 0) return likeliest(penalised, allowed);
    const best = penalised[likeliest(penalised, allowed)] ?? 0;
    const candidates = collect(penalised, best - NEGLIGIBLE * temperature, allowed);
    return this.draw(this.shortlist(candidates, temperature));
  }

  private penalise(logits: Float32Array, answer: readonly number[]): Float32Array {
    const { repetitionPenalty = 1 } = this.settings;
    if (repetitionPenalty === 1 || answer.length === 0) return logits;
    const penalised = logits.slice();
    for (const token of new Set(answer)) {
      const logit = logits[token] ?? 0;
      penalised[token] = logit > 0 ? logit / repetitionPenalty : logit * repetitionPenalty;
    }
    return penalised;
  }

  /** Top-k, temperature, top-p and min-p, each over what the one before left. Likeliest first. */
  private shortlist(candidates: Candidate[], temperature: number): readonly Candidate[] {
    const { topK = 0, topP = 1, minP = 0 } = this.settings;
    candidates.sort((left, right) => right.weight - left.weight || left.token - right.token);
    const few = topK > 0 ? candidates.slice(0, topK) : candidates;
    const best = few[0]?.weight ?? 0;
    // The likeliest has the weight 1, the others their share of it.
    for (const candidate of few) candidate.weight = Math.exp((candidate.weight - best) / temperature);
    const nucleus = topP < 1 ? nucleusOf(few, topP) : few;
    return minP > 0 ? nucleus.filter(({ weight }) => weight >= minP) : nucleus;
  }

  private draw(kept: readonly Candidate[]): number {
    let left = this.random() * sum(kept);
    for (const { token, weight } of kept) {
      left -= weight;
      if (left < 0) return token;
    }
    return kept.at(-1)?.token ?? 0;
  }
}

/** The one that reaches the share belongs to it. */
function nucleusOf(candidates: readonly Candidate[], topP: number): readonly Candidate[] {
  const total = sum(candidates);
  let share = 0;
  const end = candidates.findIndex(({ weight }) => (share += weight / total) >= topP);
  return end < 0 ? candidates : candidates.slice(0, end + 1);
}

const sum = (candidates: readonly Candidate[]) => candidates.reduce((total, { weight }) => total + weight, 0);

function likeliest(logits: Float32Array, allowed: AllowedTokens): number {
  const best = allowed ? likeliestOf(allowed, logits) : likeliestOfAll(logits);
  if (best >= 0) return best;
  throw new DecoderFailure(
    'decoder-failed',
    allowed ? 'The constraint allows no token that the model knows.' : 'The network gave no finite number.',
  );
}

/** A loop of its own, because it runs over the whole vocabulary for every token of every row. */
function likeliestOfAll(logits: Float32Array): number {
  let best = -1;
  let most = -Infinity;
  for (let token = 0; token < logits.length; token++) {
    const logit = logits[token] ?? -Infinity;
    if (logit > most) {
      most = logit;
      best = token;
    }
  }
  return best;
}

function likeliestOf(allowed: Iterable<number>, logits: Float32Array): number {
  let best = -1;
  let most = -Infinity;
  for (const token of allowed) {
    const logit = logits[token] ?? -Infinity;
    if (logit > most || (logit === most && token < best)) {
      most = logit;
      best = token;
    }
  }
  return best;
}

function collect(logits: Float32Array, least: number, allowed: AllowedTokens): Candidate[] {
  const candidates: Candidate[] = [];
  const look = (token: number) => {
    const weight = logits[token] ?? -Infinity;
    if (weight >= least) candidates.push({ token, weight });
  };
  if (allowed) for (const token of new Set(allowed)) look(token);
  else for (let token = 0; token < logits.length; token++) look(token);
  return candidates;
}

const RANGES: readonly (readonly [Exclude<keyof SamplingSettings, 'seed'>, number, number])[] = [
  ['temperature', 0, 2],
  ['topK', 0, Infinity],
  ['topP', Number.MIN_VALUE, 1],
  ['minP', 0, 1],
  ['repetitionPenalty', Number.MIN_VALUE, 10],
];

function requireInRange(settings: SamplingSettings): void {
  for (const [name, least, most] of RANGES) {
    const value = settings[name];
    if (value === undefined || (value >= least && value <= most)) continue;
    throw new DecoderFailure(
      'decoder-request-refused',
      `${name} is ${value}; it must lie between ${least} and ${most}.`,
    );
  }
}
