import { termsOf } from '@zhike/platform';
import type { WeightedText } from './graph.store.js';

/** BM25's two parameters as Robertson and Zaragoza give them (2009, §3.4): saturation of repetition, and how far length counts. */
const K1 = 1.2;
const B = 0.75;
/** Dead documents are swept out when they are more than this share. */
const MOST_DEAD = 0.25;

/**
 * An inverted index with BM25 scores (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). Documents are
 * numbered by whoever adds them. Removed documents stay in the postings until they are swept.
 */
export class LexicalIndex {
  private readonly termIds = new Map<string, number>();
  /** Per term: document, count, document, count … */
  private postings: number[][] = [];
  private readonly documentFrequency: number[] = [];
  private readonly termsOfDocument = new Map<number, readonly (readonly [term: number, count: number])[]>();
  private readonly lengths: number[] = [];
  private totalLength = 0;
  private dead = 0;

  get size(): number {
    return this.termsOfDocument.size;
  }

  add(document: number, text: string): void {
    const counts = new Map<number, number>();
    let length = 0;
    for (const term of termsOf(text)) {
      const id = this.idOf(term);
      counts.set(id, (counts.get(id) ?? 0) + 1);
      length++;
    }
    for (const [term, count] of counts) {
      this.postings[term]?.push(document, count);
      this.documentFrequency[term] = (this.documentFrequency[term] ?? 0) + 1;
    }
    this.termsOfDocument.set(document, [...counts]);
    this.lengths[document] = length;
    this.totalLength += length;
  }

  remove(document: number): void {
    const terms = this.termsOfDocument.get(document);
    if (!terms) return;
    for (const [term] of terms) this.documentFrequency[term] = (this.documentFrequency[term] ?? 1) - 1;
    this.termsOfDocument.delete(document);
    this.totalLength -= this.lengths[document] ?? 0;
    this.dead++;
    if (this.dead > MOST_DEAD * (this.size + this.dead)) this.sweep();
  }

  /** Scores of all documents that hold a term of the texts. Several texts add up by weight. */
  scores(texts: readonly WeightedText[]): Map<number, number> {
    const scores = new Map<number, number>();
    const average = this.totalLength / Math.max(1, this.size);
    for (const [term, weight] of this.weightsOf(texts)) this.addScores(scores, term, weight * this.idf(term), average);
    return scores;
  }

  private addScores(scores: Map<number, number>, term: number, weight: number, average: number): void {
    const postings = this.postings[term] ?? [];
    for (let at = 0; at < postings.length; at += 2) {
      const document = postings[at] ?? 0;
      if (!this.termsOfDocument.has(document)) continue;
      const count = postings[at + 1] ?? 0;
      const norm = K1 * (1 - B + (B * (this.lengths[document] ?? 0)) / average);
      scores.set(document, (scores.get(document) ?? 0) + (weight * count * (K1 + 1)) / (count + norm));
    }
  }

  private weightsOf(texts: readonly WeightedText[]): Map<number, number> {
    const weights = new Map<number, number>();
    for (const { text, weight } of texts)
      for (const term of termsOf(text)) {
        const id = this.termIds.get(term);
        if (id !== undefined) weights.set(id, (weights.get(id) ?? 0) + weight);
      }
    return weights;
  }

  private idf(term: number): number {
    const frequency = this.documentFrequency[term] ?? 0;
    return Math.log(1 + (this.size - frequency + 0.5) / (frequency + 0.5));
  }

  private idOf(term: string): number {
    const known = this.termIds.get(term);
    if (known !== undefined) return known;
    const id = this.postings.push([]) - 1;
    this.termIds.set(term, id);
    return id;
  }

  private sweep(): void {
    this.postings = this.postings.map(() => []);
    for (const [document, terms] of this.termsOfDocument)
      for (const [term, count] of terms) this.postings[term]?.push(document, count);
    this.dead = 0;
  }
}
