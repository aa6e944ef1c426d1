import type { Locale } from '@zhike/contracts';
import type { Database } from '@zhike/platform';
import type { Embedder } from '@zhike/ports';
import { CuratedBook } from './curated.book.js';
import type { CuratedQuestionRow, CuratedRow } from './curated.rows.js';
import { SqlCuratedStore } from './curated.store.js';
import { DEFAULT_THRESHOLDS } from './question.likeness.js';

/** Workspaces whose books are kept in memory; the one asked longest ago is forgotten first. */
const MOST_BOOKS = 64;
const LOCALES: readonly Locale[] = ['zh', 'en'];

/** The books of this process. Each question costs one look at the revision; when that has moved, the book is read again. */
export class CuratedBooks {
  private readonly held = new Map<string, Promise<CuratedBook>>();

  constructor(
    private readonly database: Database,
    private readonly embedder: Embedder,
  ) {}

  async of(workspaceId: string): Promise<CuratedBook> {
    const store = new SqlCuratedStore(this.database);
    const { revision } = await store.book(workspaceId);
    const held = await this.held.get(workspaceId)?.catch(() => undefined);
    if (held && held.revision >= revision && !this.wantsVectors(held)) return held;
    const reading = this.read(store, workspaceId);
    this.hold(workspaceId, reading);
    return reading;
  }

  /** A model that was missing when the book was read may be there now. */
  private wantsVectors(book: CuratedBook): boolean {
    return LOCALES.some((locale) => book.lacksVectors(locale, this.embedder.modelId(locale)));
  }

  private hold(workspaceId: string, reading: Promise<CuratedBook>): void {
    this.held.delete(workspaceId);
    this.held.set(workspaceId, reading);
    const [oldest] = this.held.keys();
    if (this.held.size > MOST_BOOKS && oldest !== undefined) this.held.delete(oldest);
  }

  private async read(store: SqlCuratedStore, workspaceId: string): Promise<CuratedBook> {
    const { revision, thresholds } = await store.book(workspaceId);
    const rows = await store.list(workspaceId, { status: 'on' });
    const whole: CuratedRow[] = [];
    for (const row of rows) whole.push(await this.withVectors(store, row));
    const { zh, en } = thresholds;
    return new CuratedBook(revision, { zh: zh ?? DEFAULT_THRESHOLDS.zh, en: en ?? DEFAULT_THRESHOLDS.en }, whole);
  }

  private async withVectors(store: SqlCuratedStore, row: CuratedRow): Promise<CuratedRow> {
    const model = this.embedder.modelId(row.locale);
    const isMade = (question: CuratedQuestionRow) => question.model === model;
    if (model === undefined || row.questions.every(isMade)) return row;
    const texts = row.questions.map(({ text }) => text);
    const vectors = await this.embedder.embed(texts, { locale: row.locale, as: 'query' });
    if (!vectors) return row;
    const questions = texts.map((text, at): CuratedQuestionRow => ({ text, model, vector: vectors[at] }));
    await store.keepVectors(row.workspaceId, { id: row.id, questions });
    return { ...row, questions };
  }
}
