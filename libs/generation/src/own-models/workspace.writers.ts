import { createHash } from 'node:crypto';
import { type Db, DomainError, type Logger } from '@zhike/platform';
import type { AnswerWriter, ChatModel, WriterChoice, Writers, WriterTrouble } from '@zhike/ports';
import { CircuitBreaker } from '../routing/circuit.breaker.js';
import { chainsOf, type SizedLink } from '../routing/writing.chains.js';
import type { WritingEars } from '../routing/writing.metrics.js';
import { chatModelOf, type OwnModelAccess } from './own-model.chat.js';
import type { PromptGuard } from '../writing/prompt.guard.js';
import { type OwnModelRow, SqlOwnModelStore } from './own-model.store.js';

export interface WorkspaceWritersParts extends OwnModelAccess {
  readonly database: Db;
  readonly logger: Logger;
  readonly composer: AnswerWriter;
  readonly prompts: PromptGuard;
  readonly withinMs: number;
  readonly ears: WritingEars;
  /** For workspaces without models of their own: the environment's, else the composer alone. */
  readonly others: Writers & { readonly copyModel?: ChatModel | undefined };
}

/** A model that can be asked, and what it was made of. */
interface Connected {
  readonly print: string;
  readonly model: ChatModel;
  readonly breaker: CircuitBreaker;
}

interface Built {
  readonly print: string;
  readonly connected: ReadonlyMap<string, Connected>;
  readonly writers: Writers;
  readonly copyModel: ChatModel | undefined;
}

/**
 * Who writes for a workspace: its own models where it has set up any, else the environment's, else the composer. The settings
 * are read for each answer, a few rows by an index, so that a change made in any process counts from the next answer on; the
 * chain is made anew only when they have changed, and a model that did not change keeps its connections and its breaker.
 * A workspace whose models cannot be asked is answered by the composer, never by somebody else's models.
 */
export class WorkspaceWriters implements WriterChoice {
  private readonly built = new Map<string, Built>();

  constructor(private readonly parts: WorkspaceWritersParts) {}

  async writersFor(workspaceId: string): Promise<Writers> {
    return (await this.of(workspaceId))?.writers ?? this.parts.others;
  }

  /** Undefined: templates write. */
  async copyModelFor(workspaceId: string): Promise<ChatModel | undefined> {
    const own = await this.of(workspaceId);
    return own ? own.copyModel : this.parts.others.copyModel;
  }

  /** Differs whenever somebody else writes, or writes otherwise. */
  async printOf(workspaceId: string): Promise<string> {
    return (await this.of(workspaceId))?.print ?? '';
  }

  /** Whether this process leaves the model alone for a while, because it was away. */
  isResting({ workspaceId, id }: Pick<OwnModelRow, 'workspaceId' | 'id'>): boolean {
    return this.built.get(workspaceId)?.connected.get(id)?.breaker.state === 'open';
  }

  /** The model was just heard to answer. */
  isBack({ workspaceId, id }: Pick<OwnModelRow, 'workspaceId' | 'id'>): void {
    this.built.get(workspaceId)?.connected.get(id)?.breaker.succeeded();
  }

  private async of(workspaceId: string): Promise<Built | undefined> {
    const rows = await new SqlOwnModelStore(this.parts.database).list(workspaceId);
    const known = this.built.get(workspaceId);
    if (!rows.length) {
      this.built.delete(workspaceId);
      return undefined;
    }
    const print = printOf(rows);
    if (known?.print === print) return known;
    const built = this.build(rows, print, known?.connected ?? new Map<string, Connected>());
    this.built.set(workspaceId, built);
    return built;
  }

  private build(rows: readonly OwnModelRow[], print: string, before: ReadonlyMap<string, Connected>): Built {
    const connected = new Map<string, Connected>();
    const troubles: WriterTrouble[] = [];
    const links = rows.flatMap((row): SizedLink[] => {
      const connection = this.connect(row, before.get(row.id), troubles);
      if (!connection) return [];
      connected.set(row.id, connection);
      const { model, breaker } = connection;
      return [{ size: row.size, link: { model, breaker, price: row.price ?? undefined } }];
    });
    const { composer, prompts, withinMs, ears } = this.parts;
    if (!links.length) return { print, connected, writers: { writer: composer, troubles }, copyModel: undefined };
    const { writer, copyModel } = chainsOf(links, { composer, prompts, withinMs, ears });
    return { print, connected, writers: { writer, composer, troubles }, copyModel };
  }

  private connect(row: OwnModelRow, before: Connected | undefined, troubles: WriterTrouble[]): Connected | undefined {
    const { id, workspaceId, name, url, model, timeoutsMs, key } = row;
    const print = printOf([name, url, model, timeoutsMs, key?.text]);
    if (before?.print === print) return before;
    try {
      return { print, model: chatModelOf(row, this.parts), breaker: new CircuitBreaker() };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      troubles.push({ model: name, because: error.message });
      this.parts.logger.warn({ workspaceId, modelId: id, reason: error.message }, 'a model is left out of the writing');
      return undefined;
    }
  }
}

const printOf = (what: unknown) => createHash('sha256').update(JSON.stringify(what)).digest('base64');
