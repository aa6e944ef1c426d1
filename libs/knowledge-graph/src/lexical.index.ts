import { termsOf } from '@zhike/platform';
import type { BestDocuments } from './best.documents.js';
import type { WeightedText } from './graph.store.js';
import { countOf, documentOf, MOST_DOCUMENTS, PostingLists } from './posting.lists.js';

/** BM25's two parameters as Robertson and Zaragoza give them (2009, §3.4): saturation of repetition, and how far length counts. */
const K1 = 1.2;
const B = 0.75;
/** Dead documents are swept out when they are more than this share, and not for a few. */
const MOST_DEAD = 0.25;
const FEWEST_SWEPT = 64;
const GONE = -1;

/**
 * An inverted index with BM25 scores (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). It numbers the
 * documents, so that they stay few: a removed one stays in the postings until it is swept, and then its number is used again.
 */
export class LexicalIndex {
  private readonly lists = new Map<string, number>();
  private readonly postings = new PostingLists();
  /** Terms in a document; `GONE` for a removed one. */
  private readonly lengths: number[] = [];
  private totalLength = 0;
  private readonly dead: number[] = [];
  private readonly unused: number[] = [];
  /** How many living documents hold a term, as far as it was asked since the last change. */
  private readonly frequencies = new Map<number, number>();
  /** Sums while a question is answered, and the documents that have one. Zero and empty in between. */
  private sums = new Float64Array(0);
  private touched = new Uint32Array(0);

  get size(): number {
    return this.lengths.length - this.dead.length - this.unused.length;
  }

  /** Answers the number by which the document is found and removed. */
  add(text: string): number {
    const document = this.unused.pop() ?? this.lengths.length;
    if (document >= MOST_DOCUMENTS) throw new RangeError(`more than ${MOST_DOCUMENTS} clauses in one index`);
    const terms = termsOf(text);
    const counts = new Map<string, number>();
    for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
    for (const [term, count] of counts) this.postings.append(this.listOf(term), document, count);
    this.lengths[document] = terms.length;
    this.totalLength += terms.length;
    this.frequencies.clear();
    return document;
  }

  remove(document: number): void {
    const length = this.lengths[document] ?? GONE;
    if (length === GONE) return;
    this.lengths[document] = GONE;
    this.totalLength -= length;
    this.dead.push(document);
    this.frequencies.clear();
    if (this.dead.length >= FEWEST_SWEPT && this.dead.length > MOST_DEAD * (this.size + this.dead.length)) this.sweep();
  }

  /** Offers every document that holds a term of the texts and is wanted. Several texts add up by weight. */
  search(texts: readonly WeightedText[], best: BestDocuments, isWanted: (document: number) => boolean): void {
    this.makeRoom();
    let count = 0;
    for (const [list, weight] of this.weightsOf(texts)) count = this.addScores(list, weight * this.idf(list), count);
    const { sums, touched } = this;
    for (let at = 0; at < count; at++) {
      const document = touched[at] ?? 0;
      const score = sums[document] ?? 0;
      sums[document] = 0;
      if (score >= best.least && this.lengths[document] !== GONE && isWanted(document)) best.offer(document, score);
    }
  }

  /** Answers how many documents have been touched now. */
  private addScores(list: number, weight: number, alreadyTouched: number): number {
    const { sums, touched, lengths } = this;
    const { all } = this.postings;
    const factor = weight * (K1 + 1);
    const perTerm = (K1 * B * this.size) / Math.max(1, this.totalLength);
    let count = alreadyTouched;
    const from = this.postings.startOf(list);
    for (let at = from, to = from + this.postings.lengthOf(list); at < to; at++) {
      const posting = all[at] ?? 0;
      const document = documentOf(posting);
      const repetitions = countOf(posting);
      const before = sums[document] ?? 0;
      if (before === 0) touched[count++] = document;
      const saturation = K1 * (1 - B) + perTerm * (lengths[document] ?? 0);
      sums[document] = before + (factor * repetitions) / (repetitions + saturation);
    }
    return count;
  }

  private weightsOf(texts: readonly WeightedText[]): Map<number, number> {
    const weights = new Map<number, number>();
    for (const { text, weight } of texts) {
      if (weight <= 0) continue;
      for (const term of termsOf(text)) {
        const list = this.lists.get(term);
        if (list !== undefined) weights.set(list, (weights.get(list) ?? 0) + weight);
      }
    }
    return weights;
  }

  private idf(list: number): number {
    const frequency = this.frequencyOf(list);
    return Math.log(1 + (this.size - frequency + 0.5) / (frequency + 0.5));
  }

  private frequencyOf(list: number): number {
    if (!this.dead.length) return this.postings.lengthOf(list);
    const known = this.frequencies.get(list);
    if (known !== undefined) return known;
    let frequency = 0;
    const from = this.postings.startOf(list);
    for (let at = from, to = from + this.postings.lengthOf(list); at < to; at++)
      if (this.lengths[documentOf(this.postings.all[at] ?? 0)] !== GONE) frequency++;
    this.frequencies.set(list, frequency);
    return frequency;
  }

  private listOf(term: string): number {
    const known = this.lists.get(term);
    if (known !== undefined) return known;
    const list = this.postings.open();
    this.lists.set(term, list);
    return list;
  }

  private makeRoom(): void {
    if (this.sums.length >= this.lengths.length) return;
    this.sums = new Float64Array(this.lengths.length * 2);
    this.touched = new Uint32Array(this.lengths.length * 2);
  }

  private sweep(): void {
    this.postings.keep((document) => this.lengths[document] !== GONE);
    this.unused.push(...this.dead);
    this.dead.length = 0;
  }
}
