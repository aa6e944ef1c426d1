import { detectLocale, type Locale } from '@zhike/contracts';
import type { Embedder } from '@zhike/ports';
import { HEADS, type Head, type Kind, STOPPING } from './head.names.js';
import { logitOf, surestKind, type TextVectors } from './head.network.js';
import { probabilityOf, type SemanticHeads } from './heads.file.js';
import { piecesOf, type Span, wordsOf } from './text.pieces.js';

export interface SemanticParts {
  /** One model a language. */
  readonly own: Embedder;
  /** One model for both. */
  readonly shared: Embedder;
  readonly heads: SemanticHeads;
}

export type HeadScores = Readonly<Record<Head, number>>;

/** One text, or one piece of it. */
interface Scored {
  /** Calibrated probabilities. */
  readonly scores: HeadScores;
  readonly logits: Float32Array;
}

export interface SemanticJudgement {
  /** Calibrated probabilities; of a long text the highest of its pieces. */
  readonly scores: HeadScores;
  /** The head that is surest above its threshold. */
  readonly stops?: (typeof STOPPING)[number];
  /** What it is about, where it was stopped for harm or abuse. */
  readonly kind?: Kind;
  /** A hard matter that may be asked of. */
  readonly isSensitive: boolean;
  /** Nothing that a shop is asked; of a long text all of its pieces. */
  readonly isOffTopic: boolean;
}

/** By how much the head's log-odds fall without these words: where it is all but certain, its probability hardly moves. */
export interface Reason extends Span {
  readonly weight: number;
}

/**
 * Judges by meaning: small heads over embeddings that the search makes anyway. Without the models or the heads it judges nothing.
 * Questions are embedded as the search embeds them, so that a message is embedded once for both.
 */
export class SemanticRail {
  constructor(private readonly parts: SemanticParts) {}

  /** Whether the models are there whose vectors the heads were taught on. */
  isReady(locale: Locale): boolean {
    const { own, shared, heads } = this.parts;
    return own.modelId(locale) === heads.models.own[locale] && shared.modelId(locale) === heads.models.shared[locale];
  }

  /** Loads the models, so that no customer's message is the one that waits for them. */
  async warmUp(): Promise<void> {
    for (const text of ['您好', 'hello']) await this.judge(text);
  }

  /** Undefined when there is nothing to judge by. */
  async judge(text: string, signal?: AbortSignal): Promise<SemanticJudgement | undefined> {
    const locale = detectLocale(text);
    const pieces = await this.score(piecesOf(text, locale), locale, signal);
    if (!pieces) return undefined;
    const scores = highestOf(pieces);
    const { calibration } = this.parts.heads;
    const over = STOPPING.filter((head) => scores[head] >= calibration[head].threshold);
    const [stops] = over.toSorted((a, b) => margin(scores, b, calibration) - margin(scores, a, calibration));
    return {
      scores,
      ...(stops ? { stops } : {}),
      ...(stops === 'harm' || stops === 'abuse' ? { kind: kindOf(pieces, stops) } : {}),
      isSensitive: scores.care >= calibration.care.threshold,
      isOffTopic: pieces.every((piece) => piece.scores['off-topic'] >= calibration['off-topic'].threshold),
    };
  }

  /** Which sentences of a document speak to the machine that reads it; in the order given. Undefined when there is nothing to judge by. */
  async findInstructions(sentences: readonly string[], signal?: AbortSignal): Promise<readonly boolean[] | undefined> {
    const { threshold } = this.parts.heads.calibration.inject;
    const found: boolean[] = sentences.map(() => false);
    for (const locale of ['zh', 'en'] as const) {
      const mine = sentences.flatMap((text, at) => (detectLocale(text) === locale ? [{ text, at }] : []));
      if (!mine.length) continue;
      const scores = await this.score(
        mine.map(({ text }) => text),
        locale,
        signal,
      );
      if (!scores) return undefined;
      mine.forEach(({ at }, index) => (found[at] = (scores[index]?.scores.inject ?? 0) >= threshold));
    }
    return found;
  }

  /**
   * The words a judgement stands on, by occlusion (Zeiler and Fergus, ECCV 2014): each is left out in turn. Costs an embedding a word,
   * so it is asked of what was stopped only, and a long text, whose words weigh little each, is not explained.
   */
  async explain(text: string, head: Head, signal?: AbortSignal): Promise<readonly Reason[]> {
    if (text.length > LONGEST_EXPLAINED) return [];
    const locale = detectLocale(text);
    const spans = wordsOf(text, locale);
    const without = spans.map(({ start, end }) => text.slice(0, start) + text.slice(end));
    const scored = await this.score([text, ...without], locale, signal);
    if (!scored) return [];
    const { scale } = this.parts.heads.calibration[head];
    const [whole = 0, ...less] = scored.map(({ logits }) => scale * logitOf(logits, head));
    return spans
      .map((span, at) => ({ ...span, weight: whole - (less[at] ?? whole) }))
      .filter(({ weight }) => weight > LEAST_WEIGHT)
      .toSorted((a, b) => b.weight - a.weight);
  }

  private async score(texts: readonly string[], locale: Locale, signal?: AbortSignal): Promise<Scored[] | undefined> {
    if (!this.isReady(locale)) return undefined;
    const request = { as: 'query', locale, ...(signal ? { signal } : {}) } as const;
    const [own, shared] = await Promise.all([
      this.parts.own.embed(texts, request),
      this.parts.shared.embed(texts, request),
    ]);
    if (!own || !shared) return undefined;
    const vectors = texts.map((_, at) => ({ own: own[at] ?? EMPTY, shared: shared[at] ?? EMPTY }));
    return vectors.every((pair) => this.parts.heads.network.fits(locale, pair))
      ? vectors.map((pair) => this.scoresOf(locale, pair))
      : undefined;
  }

  private scoresOf(locale: Locale, vectors: TextVectors): Scored {
    const { network, calibration } = this.parts.heads;
    const logits = network.logits(locale, vectors);
    const probability = (head: Head) => probabilityOf(logitOf(logits, head), calibration[head]);
    const scores = Object.fromEntries(HEADS.map((head) => [head, probability(head)])) as Record<Head, number>;
    return { scores, logits };
  }
}

/** Characters: what a customer types in one breath. */
const LONGEST_EXPLAINED = 300;
/** Less is noise of the embedding. */
const LEAST_WEIGHT = 0.2;

const EMPTY = new Float32Array();

const highestOf = (pieces: readonly Scored[]): HeadScores =>
  Object.fromEntries(HEADS.map((head) => [head, Math.max(...pieces.map(({ scores }) => scores[head]))])) as Record<
    Head,
    number
  >;

/** The surest kind of the piece for which the text was stopped. */
function kindOf(pieces: readonly Scored[], head: Head): Kind {
  return surestKind(pieces.reduce((best, piece) => (piece.scores[head] > best.scores[head] ? piece : best)).logits);
}

const margin = (scores: HeadScores, head: Head, calibration: SemanticHeads['calibration']) =>
  scores[head] - calibration[head].threshold;
