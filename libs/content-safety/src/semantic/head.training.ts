import type { Locale } from '@zhike/contracts';
import type { Output, Targets } from './head.names.js';
import { HeadNetwork, type NetworkWeights, outputAt, product, type TextVectors } from './head.network.js';
import { InputScaling } from './input.scaling.js';
import { WeightDescent } from './weight.descent.js';

/** One text as the heads are taught it. */
export interface TaughtText {
  readonly locale: Locale;
  readonly vectors: TextVectors;
  readonly targets: Targets;
}

/** One network and how it learns. */
export interface HeadPlan {
  readonly outputs: readonly Output[];
  readonly width: number;
  readonly epochs: number;
  /** Share of the hidden units that are left out of each step (Srivastava et al., JMLR 2014). */
  readonly dropout: number;
  /** Of the weights, a step at the rate 1. */
  readonly decay: number;
}

const BATCH = 128;
const STEP = 0.001;

/**
 * Learns a network by the cross-entropy of what each of its heads is to say of each text; texts that tell none of them anything are passed over. Inputs
 * are scaled to mean 0 and deviation 1 while learning; the scaling is part of the weights that come out. Equal texts, order and random numbers give
 * equal weights.
 */
export function learnHeads(texts: readonly TaughtText[], plan: HeadPlan, random: () => number): HeadNetwork {
  const places = plan.outputs.map(outputAt);
  const telling = texts.filter(({ targets }) => places.some((place) => targets[place] !== undefined));
  const scaled = new InputScaling(texts);
  const weights = freshWeights(texts, plan, random);
  const steps = plan.epochs * Math.ceil(telling.length / BATCH);
  const lesson = new Lesson(weights, plan, random);
  const order = telling.map(({ locale, vectors, targets }) => ({
    locale,
    vectors: scaled.apply(locale, vectors),
    targets: places.map((place) => targets[place]),
  }));
  let step = 0;
  for (let epoch = 0; epoch < plan.epochs; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += BATCH) {
      for (const text of order.slice(from, from + BATCH)) lesson.learn(text);
      lesson.step(STEP * (1 - step++ / steps) + STEP / 100, Math.min(BATCH, order.length - from));
    }
  }
  return new HeadNetwork(plan.outputs, scaled.fold(weights));
}

/** Forward and backward through the network; the slopes of a batch are gathered until a step is taken. */
class Lesson {
  private readonly own: Record<Locale, Learned>;
  private readonly shared: Learned;
  private readonly bias: Learned;
  private readonly out: Learned;
  private readonly outBias: Learned;
  /** Units that hear the text at hand, how loud they are, and what they are told of it. */
  private readonly active: number[] = [];
  private readonly loudness: Float32Array;
  private readonly back: Float32Array;

  constructor(
    weights: NetworkWeights,
    private readonly plan: HeadPlan,
    private readonly random: () => number,
  ) {
    const { decay } = plan;
    this.own = { zh: new Learned(weights.own.zh, decay), en: new Learned(weights.own.en, decay) };
    // Both languages share these while they are learned.
    this.shared = new Learned(weights.shared.zh, decay);
    this.bias = new Learned(weights.bias.zh, 0);
    this.out = new Learned(weights.out, decay);
    this.outBias = new Learned(weights.outBias, 0);
    this.loudness = new Float32Array(plan.width);
    this.back = new Float32Array(plan.width);
  }

  learn({ locale, vectors, targets }: TaughtText): void {
    const own = this.own[locale];
    this.listen(vectors, own);
    for (const unit of this.active) this.back[unit] = 0;
    targets.forEach((target, head) => {
      if (target !== undefined) this.learnHead(head, target);
    });
    for (const unit of this.active) {
      const told = this.back[unit] ?? 0;
      addScaled(own.slope, unit, vectors.own, told);
      addScaled(this.shared.slope, unit, vectors.shared, told);
      this.bias.slope[unit] = (this.bias.slope[unit] ?? 0) + told;
    }
  }

  step(rate: number, texts: number): void {
    for (const learned of [this.own.zh, this.own.en, this.shared, this.bias, this.out, this.outBias])
      learned.step(rate, texts);
  }

  /** Units that are left out are not reckoned at all. */
  private listen({ own, shared }: TextVectors, { values }: Learned): void {
    const { dropout, width } = this.plan;
    this.active.length = 0;
    for (let unit = 0; unit < width; unit++) {
      if (this.random() < dropout) continue;
      const heard =
        (this.bias.values[unit] ?? 0) + product(values, unit, own) + product(this.shared.values, unit, shared);
      if (heard <= 0) continue;
      this.loudness[unit] = heard / (1 - dropout);
      this.active.push(unit);
    }
  }

  private learnHead(head: number, target: 0 | 1): void {
    const { values: out, slope } = this.out;
    const { outputs, dropout } = this.plan;
    const error = this.said(head) - target;
    this.outBias.slope[head] = (this.outBias.slope[head] ?? 0) + error;
    for (const unit of this.active) {
      const at = unit * outputs.length + head;
      slope[at] = (slope[at] ?? 0) + error * (this.loudness[unit] ?? 0);
      this.back[unit] = (this.back[unit] ?? 0) + (error * (out[at] ?? 0)) / (1 - dropout);
    }
  }

  /** The head's probability of the text at hand. */
  private said(head: number): number {
    const { length } = this.plan.outputs;
    let logit = this.outBias.values[head] ?? 0;
    for (const unit of this.active) logit += (this.loudness[unit] ?? 0) * (this.out.values[unit * length + head] ?? 0);
    return 1 / (1 + Math.exp(-logit));
  }
}

/** Numbers that are learned, and the slope that a batch has given them so far. */
class Learned {
  readonly slope: Float32Array;
  private readonly descent: WeightDescent;

  constructor(
    readonly values: Float32Array,
    decay: number,
  ) {
    this.slope = new Float32Array(values.length);
    this.descent = new WeightDescent(values, decay);
  }

  step(rate: number, texts: number): void {
    const { slope } = this;
    for (let at = 0; at < slope.length; at++) slope[at] = (slope[at] ?? 0) / texts;
    this.descent.step(slope, rate);
    slope.fill(0);
  }
}

/** row += inputs × scale */
function addScaled(matrix: Float32Array, row: number, inputs: Float32Array, scale: number): void {
  const { length } = inputs;
  for (let input = 0, at = row * length; input < length; input++, at++)
    matrix[at] = (matrix[at] ?? 0) + (inputs[input] ?? 0) * scale;
}

/** He et al., ICCV 2015: the spread that keeps rectified units alive. */
function freshWeights(
  texts: readonly TaughtText[],
  { width, outputs }: HeadPlan,
  random: () => number,
): NetworkWeights {
  const sizeOf = (locale: Locale, part: keyof TextVectors) =>
    texts.find((text) => text.locale === locale)?.vectors[part].length ?? 0;
  const shared = sizeOf('zh', 'shared') || sizeOf('en', 'shared');
  const matrix = (inputs: number) =>
    Float32Array.from({ length: inputs * width }, () => normal(random) * Math.sqrt(1 / Math.max(1, inputs)));
  const own = { zh: matrix(sizeOf('zh', 'own')), en: matrix(sizeOf('en', 'own')) };
  const sharedMatrix = matrix(shared);
  const bias = new Float32Array(width);
  return {
    width,
    own,
    shared: { zh: sharedMatrix, en: sharedMatrix },
    bias: { zh: bias, en: bias },
    out: Float32Array.from({ length: width * outputs.length }, () => normal(random) * Math.sqrt(1 / width)),
    outBias: new Float32Array(outputs.length),
  };
}

/** Box and Muller, 1958. */
const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function shuffle<Item>(items: Item[], random: () => number): void {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [items[at], items[other]] = [items[other] as Item, items[at] as Item];
  }
}
