import type { Locale } from '@zhike/contracts';
import { HEADS } from './head.names.js';
import { addProduct, HeadNetwork, type NetworkWeights, type TextVectors } from './head.network.js';
import { InputScaling } from './input.scaling.js';
import { WeightDescent } from './weight.descent.js';

/** One text as the heads are taught it. A head that is not to learn from it has no target. */
export interface TaughtText {
  readonly locale: Locale;
  readonly vectors: TextVectors;
  readonly targets: readonly (0 | 1 | undefined)[];
}

export interface HeadTraining {
  readonly width: number;
  readonly epochs: number;
  readonly random: () => number;
}

const BATCH = 128;
const STEP = 0.001;
const DECAY = 0.01;
/** Share of the hidden units that are left out of each step (Srivastava et al., JMLR 2014). */
const DROPOUT = 0.3;

/**
 * Learns the heads by the cross-entropy of what each is to say of each text. Inputs are scaled to mean 0 and deviation 1
 * while learning; the scaling is part of the weights that come out. Equal texts, order and random numbers give equal weights.
 */
export function learnHeads(texts: readonly TaughtText[], { width, epochs, random }: HeadTraining): HeadNetwork {
  const scaled = new InputScaling(texts);
  const weights = freshWeights(texts, width, random);
  const steps = epochs * Math.ceil(texts.length / BATCH);
  const lesson = new Lesson(weights, random);
  const order = texts.map((text) => ({ text, vectors: scaled.apply(text.locale, text.vectors) }));
  let step = 0;
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, random);
    for (let from = 0; from < order.length; from += BATCH) {
      for (const { text, vectors } of order.slice(from, from + BATCH)) lesson.learn(text, vectors);
      lesson.step(STEP * (1 - step++ / steps) + STEP / 100, Math.min(BATCH, order.length - from));
    }
  }
  return new HeadNetwork(scaled.fold(weights));
}

/** Forward and backward through the network; the slopes of a batch are gathered until a step is taken. */
class Lesson {
  private readonly own: Record<Locale, Learned>;
  private readonly shared: Learned;
  private readonly bias: Learned;
  private readonly out: Learned;
  private readonly outBias: Learned;

  constructor(
    weights: NetworkWeights,
    private readonly random: () => number,
  ) {
    this.own = { zh: new Learned(weights.own.zh, DECAY), en: new Learned(weights.own.en, DECAY) };
    // Both languages share these while they are learned.
    this.shared = new Learned(weights.shared.zh, DECAY);
    this.bias = new Learned(weights.bias.zh, 0);
    this.out = new Learned(weights.out, DECAY);
    this.outBias = new Learned(weights.outBias, 0);
  }

  learn({ locale, targets }: TaughtText, { own, shared }: TextVectors): void {
    const hidden = this.forward(own, this.own[locale].values, shared);
    const back = new Float32Array(hidden.length);
    targets.forEach((target, head) => {
      if (target !== undefined) this.learnHead(head, target, hidden, back);
    });
    addOuter(this.own[locale].slope, own, back);
    addOuter(this.shared.slope, shared, back);
    addOuter(this.bias.slope, ONE, back);
  }

  step(rate: number, texts: number): void {
    for (const learned of [this.own.zh, this.own.en, this.shared, this.bias, this.out, this.outBias])
      learned.step(rate, texts);
  }

  private forward(own: Float32Array, matrix: Float32Array, shared: Float32Array): Float32Array {
    const hidden = Float32Array.from(this.bias.values);
    addProduct(hidden, own, matrix);
    addProduct(hidden, shared, this.shared.values);
    return hidden.map((value) => (this.random() < DROPOUT ? 0 : Math.max(0, value) / (1 - DROPOUT)));
  }

  private learnHead(head: number, target: 0 | 1, hidden: Float32Array, back: Float32Array): void {
    const { values: out, slope } = this.out;
    let logit = this.outBias.values[head] ?? 0;
    hidden.forEach((value, unit) => (logit += value * (out[unit * HEADS.length + head] ?? 0)));
    const error = 1 / (1 + Math.exp(-logit)) - target;
    this.outBias.slope[head] = (this.outBias.slope[head] ?? 0) + error;
    hidden.forEach((value, unit) => {
      if (value === 0) return;
      const at = unit * HEADS.length + head;
      slope[at] = (slope[at] ?? 0) + error * value;
      back[unit] = (back[unit] ?? 0) + (error * (out[at] ?? 0)) / (1 - DROPOUT);
    });
  }
}

const ONE = Float32Array.of(1);

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

function addOuter(slope: Float32Array, inputs: Float32Array, back: Float32Array): void {
  const width = back.length;
  for (let row = 0, at = 0; row < inputs.length; row++) {
    const input = inputs[row] ?? 0;
    for (let unit = 0; unit < width; unit++, at++) slope[at] = (slope[at] ?? 0) + input * (back[unit] ?? 0);
  }
}

/** He et al., ICCV 2015: the spread that keeps rectified units alive. */
function freshWeights(texts: readonly TaughtText[], width: number, random: () => number): NetworkWeights {
  const sizeOf = (locale: Locale, part: keyof TextVectors) =>
    texts.find((text) => text.locale === locale)?.vectors[part].length ?? 0;
  const shared = sizeOf('zh', 'shared') || sizeOf('en', 'shared');
  const matrix = (rows: number, inputs: number) =>
    Float32Array.from({ length: rows * width }, () => normal(random) * Math.sqrt(2 / Math.max(1, inputs)));
  const own = { zh: sizeOf('zh', 'own'), en: sizeOf('en', 'own') };
  const sharedMatrix = matrix(shared, shared * 2);
  const bias = new Float32Array(width);
  return {
    width,
    own: { zh: matrix(own.zh, own.zh * 2), en: matrix(own.en, own.en * 2) },
    shared: { zh: sharedMatrix, en: sharedMatrix },
    bias: { zh: bias, en: bias },
    out: Float32Array.from({ length: width * HEADS.length }, () => normal(random) * Math.sqrt(1 / width)),
    outBias: new Float32Array(HEADS.length),
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
