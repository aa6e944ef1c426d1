import { isFor } from '@zhike/contracts';
import type { Database, Logger } from '@zhike/platform';
import type { ClauseInForce, ClausesInForce, Embedder, KnownAnswer, KnownAnswers, Turn, Window } from '@zhike/ports';
import type { CuratedMatch } from './curated.book.js';
import { CuratedBooks } from './curated.books.js';
import { type FindFlaw, isNamed, isUnchanged, proveAnswer } from './curated.proof.js';
import { SqlCuratedStore } from './curated.store.js';

export interface CuratedAnswersParts {
  readonly database: Database;
  readonly clauses: ClausesInForce;
  readonly embedder: Embedder;
  readonly findFlaw: FindFlaw;
  readonly logger: Logger;
}

/** History that weighs no more than this only whispers: the context window gives it to questions that stand alone. */
const WHISPER = 0.3;

/**
 * Gives what the team has written for a question: word for word wherever it is asked, by meaning where the question stands
 * alone. Only what is proved by the clauses in force at that moment, for groups the customer belongs to. A part that
 * is away costs the shortcut, never the answer.
 */
export class CuratedAnswers implements KnownAnswers {
  private readonly books: CuratedBooks;

  constructor(private readonly parts: CuratedAnswersParts) {
    this.books = new CuratedBooks(parts.database, parts.embedder);
  }

  /** The same, and nothing is counted: for test questions. */
  get uncounted(): KnownAnswers {
    return { find: async (turn, window, signal) => (await this.lookUp(turn, window, signal))?.answer };
  }

  async find(turn: Turn, window: Window, signal: AbortSignal): Promise<KnownAnswer | undefined> {
    const found = await this.lookUp(turn, window, signal);
    if (!found) return undefined;
    const { database, logger } = this.parts;
    await new SqlCuratedStore(database)
      .countHit(turn.workspaceId, found.match.row.id, turn.at)
      .catch((error: unknown) =>
        logger.warn({ reason: reasonOf(error) }, 'a curated answer was given and not counted'),
      );
    return found.answer;
  }

  private async lookUp(turn: Turn, window: Window, signal: AbortSignal): Promise<Found | undefined> {
    if (window.reply) return undefined;
    try {
      for (const match of await this.matches(turn, window, signal)) {
        const answer = await this.answerFrom(match, turn);
        if (answer) return { match, answer };
      }
    } catch (error) {
      signal.throwIfAborted();
      this.parts.logger.warn({ reason: reasonOf(error) }, 'curated answers could not be looked up');
    }
    return undefined;
  }

  private async matches(turn: Turn, window: Window, signal: AbortSignal): Promise<readonly CuratedMatch[]> {
    const book = await this.books.of(turn.workspaceId);
    if (!book.has(turn.locale)) return [];
    const exact = book.matchWords(turn.text, turn.locale);
    if (exact.length || !standsAlone(window)) return exact;
    const { embedder } = this.parts;
    const model = embedder.modelId(turn.locale);
    if (model === undefined) return [];
    const [vector] = (await embedder.embed([window.question], { locale: turn.locale, as: 'query', signal })) ?? [];
    return vector ? book.matchMeaning(window.question, turn.locale, { model, vector }) : [];
  }

  private async answerFrom(
    { row, how, likeness, question }: CuratedMatch,
    turn: Turn,
  ): Promise<KnownAnswer | undefined> {
    const inForce = await this.parts.clauses.find(turn.workspaceId, row.clauses, turn.at);
    const clauses: ClauseInForce[] = [];
    for (const confirmed of row.clauses) {
      const now = inForce.find((clause) => isNamed(clause, confirmed));
      if (!now || !isUnchanged(confirmed, now) || !isFor(now.audiences, turn.audiences)) return undefined;
      clauses.push(now);
    }
    const sentences = await proveAnswer(row, clauses, this.parts.findFlaw);
    if (!sentences.length || sentences.some(({ flaw }) => flaw !== undefined)) return undefined;
    return {
      from: 'curated',
      sentences: sentences.map(({ draft }) => draft),
      outcome: { kind: 'answered', reason: 'curated-answer' },
      notes: { answer: row.id, how, likeness: Math.round(likeness * 1_000) / 1_000, question },
    };
  }
}

interface Found {
  readonly match: CuratedMatch;
  readonly answer: KnownAnswer;
}

const standsAlone = ({ earlier }: Window) => earlier.every(({ weight }) => weight <= WHISPER);
const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
