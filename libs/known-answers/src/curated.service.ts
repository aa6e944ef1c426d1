import type {
  ChangeCuratedAnswer,
  CheckCuratedAnswer,
  CuratedAnswer,
  CuratedCheck,
  CuratedSettings,
  CuratedStatus,
  Locale,
  PickableClause,
  SaveCuratedAnswer,
} from '@zhike/contracts';
import { type Clock, newId, type UnitOfWork } from '@zhike/platform';
import {
  type AuditWriter,
  type ClauseInForce,
  type ClauseRef,
  type ClausesInForce,
  type Embedder,
  auditEntry,
} from '@zhike/ports';
import { CuratedError } from './curated.errors.js';
import { confirm, type FindFlaw, isNamed, nameOf, proveAnswer, type ProvenSentence } from './curated.proof.js';
import type { CuratedFilter, CuratedQuestionRow, CuratedRow } from './curated.rows.js';
import type { SqlCuratedStore } from './curated.store.js';
import { showCurated } from './curated.views.js';
import { foldQuestion } from './question.fold.js';
import { DEFAULT_THRESHOLDS } from './question.likeness.js';

export interface CuratedScope {
  readonly answers: SqlCuratedStore;
  readonly audit: AuditWriter;
}

/** Who acts. The caller has checked the role; `mayServe` is for those who may also publish. */
export interface Curator {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly name: string;
  readonly mayServe: boolean;
}

export interface CuratedParts {
  readonly inTransaction: UnitOfWork<CuratedScope>;
  readonly clauses: ClausesInForce;
  readonly embedder: Embedder;
  readonly findFlaw: FindFlaw;
  readonly clock: Clock;
}

const MOST_PICKABLE = 50;

/** Curated answers as the console works with them. A refusal is a `CuratedError` and leaves nothing behind. */
export class CuratedService {
  constructor(private readonly parts: CuratedParts) {}

  async list(workspaceId: string, filter: CuratedFilter = {}): Promise<CuratedAnswer[]> {
    const rows = await this.parts.inTransaction(({ answers }) => answers.list(workspaceId, filter));
    return this.show(workspaceId, rows);
  }

  async detail(workspaceId: string, id: string): Promise<CuratedAnswer> {
    const row = await this.parts.inTransaction(({ answers }) => findRow(answers, workspaceId, id));
    return this.showOne(row);
  }

  /** Whether it could be saved so. */
  async check(workspaceId: string, { answer, clauses }: CheckCuratedAnswer): Promise<CuratedCheck> {
    const inForce = await this.clausesInForce(workspaceId, clauses);
    const sentences = await proveAnswer({ workspaceId, answer }, inForce, this.parts.findFlaw);
    return {
      sentences: sentences.map(({ draft, flaw }) => ({
        text: draft.text,
        isProven: flaw === undefined,
        ...(flaw === undefined ? {} : { because: flaw }),
        stands: flaw === undefined ? draft.evidence.map(nameOf) : [],
      })),
      missing: clauses.filter((name) => !inForce.some((clause) => isNamed(clause, name))),
    };
  }

  create(input: SaveCuratedAnswer, curator: Curator): Promise<CuratedAnswer> {
    return this.save(newId(), input, curator, true);
  }

  /** `curated-answer-changed` when someone saved since it was read. */
  change(id: string, input: ChangeCuratedAnswer, curator: Curator): Promise<CuratedAnswer> {
    return this.save(id, input, curator, false);
  }

  /** It stands on the clauses as they are now: a member has looked. Refused where they do not prove it any more. */
  async confirm(id: string, curator: Curator): Promise<CuratedAnswer> {
    assertMayServe(curator, 'on');
    const { workspaceId } = curator;
    const before = await this.parts.inTransaction(({ answers }) => findRow(answers, workspaceId, id));
    const clauses = await this.proven(workspaceId, before.answer, before.clauses);
    const row = await this.parts.inTransaction(async ({ answers, audit }) => {
      await answers.lock(workspaceId, id);
      const now = await findRow(answers, workspaceId, id);
      assertUnchanged(now, before.updatedAt.toISOString());
      const confirmed = { ...now, clauses: clauses.map(confirm), ...this.by(curator, now) };
      await answers.save(confirmed);
      await audit.append(entryOf('curated-answer.confirmed', confirmed, curator), confirmed.updatedAt);
      return confirmed;
    });
    return this.showOne(row);
  }

  async setStatus(id: string, status: CuratedStatus, curator: Curator): Promise<CuratedAnswer> {
    assertMayServe(curator, status);
    const row = await this.parts.inTransaction(async ({ answers, audit }) => {
      await answers.lock(curator.workspaceId, id);
      const before = await findRow(answers, curator.workspaceId, id);
      const after = { ...before, status, ...this.by(curator, before) };
      await answers.setStatus(curator.workspaceId, id, after);
      await audit.append(entryOf(`curated-answer.${WORDS[status]}`, after, curator), after.updatedAt);
      return after;
    });
    return this.showOne(row);
  }

  async pickClauses(workspaceId: string, locale: Locale, search: string): Promise<PickableClause[]> {
    const asked = { text: search, locale, limit: MOST_PICKABLE };
    const found = await this.parts.clauses.search(workspaceId, asked, this.parts.clock.now());
    return found.map((clause) => ({
      ...nameOf(clause),
      citation: clause.citation,
      heading: clause.heading,
      path: [...clause.path],
      text: clause.text,
      audiences: [...clause.audiences],
    }));
  }

  async settings(workspaceId: string): Promise<CuratedSettings> {
    const { thresholds } = await this.parts.inTransaction(({ answers }) => answers.book(workspaceId));
    return { thresholds: { ...thresholds }, defaults: { ...DEFAULT_THRESHOLDS } };
  }

  async saveSettings(thresholds: CuratedSettings['thresholds'], curator: Curator): Promise<CuratedSettings> {
    const { workspaceId } = curator;
    await this.parts.inTransaction(async ({ answers, audit }) => {
      await answers.setThresholds(workspaceId, thresholds);
      const entry = auditEntry(curator, 'curated-settings.saved', workspaceId, { ...thresholds });
      await audit.append(entry, this.parts.clock.now());
    });
    return this.settings(workspaceId);
  }

  private async save(
    id: string,
    input: SaveCuratedAnswer & Partial<ChangeCuratedAnswer>,
    curator: Curator,
    isNew: boolean,
  ): Promise<CuratedAnswer> {
    const { workspaceId } = curator;
    const status = curator.mayServe ? (input.status ?? 'on') : 'off';
    assertStorable(input.answer, ...input.questions);
    const clauses = await this.proven(workspaceId, input.answer, input.clauses);
    const questions = await this.embedded(input.questions, input.locale);
    const row = await this.parts.inTransaction(async ({ answers, audit }) => {
      await answers.lock(workspaceId, id);
      const before = isNew ? undefined : await findRow(answers, workspaceId, id);
      if (before) assertUnchanged(before, input.basedOn ?? '');
      const { locale, answer } = input;
      const saved: CuratedRow = {
        ...(before ?? { id, workspaceId, hits: 0 }),
        ...{ locale, answer, status, questions },
        clauses: clauses.map(confirm),
        ...this.by(curator, before),
      };
      await answers.save(saved);
      await audit.append(entryOf('curated-answer.saved', saved, curator), saved.updatedAt);
      return saved;
    });
    return this.showOne(row);
  }

  /** The named clauses in force, when they prove the answer. */
  private async proven(
    workspaceId: string,
    answer: string,
    names: readonly ClauseRef[],
  ): Promise<readonly ClauseInForce[]> {
    const clauses = await this.clausesInForce(workspaceId, names);
    const missing = names.find((name) => !clauses.some((clause) => isNamed(clause, name)));
    if (missing)
      throw new CuratedError(
        'clause-not-in-force',
        `The clause ${missing.clauseKey} is not in force now. Choose one of the policy in force.`,
      );
    const flawed = (await proveAnswer({ workspaceId, answer }, clauses, this.parts.findFlaw)).filter(
      ({ flaw }) => flaw !== undefined,
    );
    if (flawed.length) throw unproven(flawed);
    return clauses;
  }

  /** In the order they were named. */
  private async clausesInForce(workspaceId: string, names: readonly ClauseRef[]): Promise<readonly ClauseInForce[]> {
    const found = await this.parts.clauses.find(workspaceId, names, this.parts.clock.now());
    return names.flatMap((name) => found.find((clause) => isNamed(clause, name)) ?? []);
  }

  /** Without a model they are kept as they are and embedded when there is one. */
  private async embedded(questions: readonly string[], locale: Locale): Promise<CuratedQuestionRow[]> {
    const texts = [...new Map(questions.map((text) => [foldQuestion(text), text])).values()];
    const model = this.parts.embedder.modelId(locale);
    const vectors = model === undefined ? undefined : await this.parts.embedder.embed(texts, { locale, as: 'query' });
    return texts.map((text, at) => {
      const vector = vectors?.[at];
      return vector ? { text, model, vector } : { text };
    });
  }

  private by({ name }: Curator, before: Pick<CuratedRow, 'updatedAt'> | undefined) {
    const now = this.parts.clock.now();
    // A save is compared by its moment, so two within a millisecond must differ.
    const updatedAt = before && before.updatedAt >= now ? new Date(before.updatedAt.getTime() + 1) : now;
    return { updatedBy: name, updatedAt };
  }

  private async showOne(row: CuratedRow): Promise<CuratedAnswer> {
    const [shown] = await this.show(row.workspaceId, [row]);
    if (!shown) throw new Error('one row gives one answer');
    return shown;
  }

  private async show(workspaceId: string, rows: readonly CuratedRow[]): Promise<CuratedAnswer[]> {
    const inForce = await this.parts.clauses.find(
      workspaceId,
      rows.flatMap(({ clauses }) => clauses),
      this.parts.clock.now(),
    );
    return Promise.all(
      rows.map(async (row) => {
        const own = row.clauses.flatMap((name) => inForce.find((clause) => isNamed(clause, name)) ?? []);
        const sentences = await proveAnswer(row, own, this.parts.findFlaw);
        const unproven = sentences.filter(({ flaw }) => flaw !== undefined).map(({ draft }) => draft.text);
        return showCurated(row, own, unproven);
      }),
    );
  }
}

const WORDS: Readonly<Record<CuratedStatus, string>> = {
  on: 'switched-on',
  off: 'switched-off',
  removed: 'removed',
};

async function findRow(answers: SqlCuratedStore, workspaceId: string, id: string): Promise<CuratedRow> {
  const row = await answers.find(workspaceId, id);
  if (!row) throw new CuratedError('curated-answer-not-found', 'There is no such curated answer in this workspace.');
  return row;
}

function assertUnchanged({ updatedAt }: CuratedRow, basedOn: string): void {
  if (updatedAt.getTime() === new Date(basedOn).getTime()) return;
  throw new CuratedError(
    'curated-answer-changed',
    'Someone saved this answer after you opened it. Reload it and make your change again.',
  );
}

function assertMayServe({ mayServe }: Curator, status: CuratedStatus): void {
  if (mayServe || status !== 'on') return;
  throw new CuratedError(
    'curated-answer-needs-reviewer',
    'What customers hear is put in force by an owner or a reviewer; ask one of them to switch it on.',
  );
}

function unproven(sentences: readonly ProvenSentence[]): CuratedError {
  const said = sentences.map(({ draft, flaw = '' }) => `“${draft.text.slice(0, 120)}”: ${flaw}`).join('; ');
  return new CuratedError(
    'curated-answer-unproven',
    `The named clauses do not prove it, so it cannot be saved. ${said}. Say it as the clause says it, or name another clause.`,
  );
}

/** A NUL and half a surrogate pair are valid JSON but no text a database keeps. */
const NOT_TEXT = /[\0\p{Surrogate}]/u;

function assertStorable(...texts: readonly string[]): void {
  if (!texts.some((text) => NOT_TEXT.test(text))) return;
  throw new CuratedError('text-not-storable', 'This text contains a character that is no text; remove it.');
}

function entryOf(action: string, row: CuratedRow, curator: Curator) {
  const { id, questions, answer, status, clauses } = row;
  const details = {
    questions: questions.map(({ text }) => text),
    answer,
    status,
    clauses: clauses.map(({ policyId, clauseKey, version }) => ({ policyId, clauseKey, version })),
  };
  return auditEntry(curator, action, id, details);
}
