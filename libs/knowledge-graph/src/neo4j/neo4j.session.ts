import neo4j, { type Driver, type ManagedTransaction, Neo4jError, type Session } from 'neo4j-driver';
import { withinDeadline } from '../graph.deadline.js';
import { KnowledgeAwayError } from '../graph.errors.js';

export interface Neo4jAddress {
  readonly url: string;
  readonly user: string;
  readonly password: string;
}

/** Runs one statement of a transaction; rows are plain objects, named as the statement's columns. */
export type Ask = <Row>(cypher: string, params?: Readonly<Record<string, unknown>>) => Promise<Row[]>;
export type Work<Result> = (ask: Ask) => Promise<Result>;

const CONNECT_MS = 1_500;
const ACQUIRE_MS = 2_000;
/** The driver begins a transaction again after the loss of a connection or a deadlock: once, about a second later. */
const RETRY_MS = 800;
const CHECK_IDLE_AFTER_MS = 5_000;
const READS = { isWrite: false };
const WRITES = { isWrite: true };

/** A mistake in a statement or its parameters is ours and is thrown as it is; whatever else Neo4j says means that it cannot answer. */
const OUR_MISTAKE = /^Neo\.ClientError\.(Statement|Schema)\./;
/** A node was read and gone: a policy was replaced between two steps of a question. Asked again, the new one is found. */
const WENT_AWAY = 'Neo.ClientError.Statement.EntityNotFound';

const MEANING: Readonly<Record<string, string>> = {
  ServiceUnavailable: 'no connection',
  SessionExpired: 'the connection was lost',
  'N/A': 'no connection was free in time',
};

/**
 * Neo4j's driver behind deadlines of our own: its time-outs end a connection, not a question, and its retries may outlast
 * whoever asked. Failures are told by their code alone: messages of drivers may name addresses and more.
 */
export class Neo4jSessions {
  private readonly driver: Driver;

  constructor({ url, user, password }: Neo4jAddress) {
    this.driver = neo4j.driver(url, neo4j.auth.basic(user, password), {
      disableLosslessIntegers: true,
      connectionTimeout: CONNECT_MS,
      connectionAcquisitionTimeout: ACQUIRE_MS,
      connectionLivenessCheckTimeout: CHECK_IDLE_AFTER_MS,
      maxTransactionRetryTime: RETRY_MS,
      telemetryDisabled: true,
    });
  }

  async read<Result>(work: Work<Result>, withinMs: number, signal?: AbortSignal): Promise<Result> {
    const attempt = () => this.run(work, READS, withinMs, signal);
    try {
      return await attempt();
    } catch (error) {
      if (error instanceof Neo4jError && error.code === WENT_AWAY) return attempt();
      throw error;
    }
  }

  /** All statements of the work commit together or not at all. The work may be begun again, so it keeps nothing between runs. */
  write<Result>(work: Work<Result>, withinMs: number): Promise<Result> {
    return this.run(work, WRITES, withinMs, undefined);
  }

  close(): Promise<void> {
    return this.driver.close();
  }

  private async run<Result>(
    work: Work<Result>,
    { isWrite }: { readonly isWrite: boolean },
    withinMs: number,
    signal: AbortSignal | undefined,
  ): Promise<Result> {
    signal?.throwIfAborted();
    const session = this.driver.session();
    const managed = (transaction: ManagedTransaction) => work(askIn(transaction));
    const limits = { timeout: withinMs };
    try {
      const answer = isWrite ? session.executeWrite(managed, limits) : session.executeRead(managed, limits);
      return await withinDeadline(answer, withinMs, signal);
    } catch (error) {
      throw asAway(error);
    } finally {
      leave(session);
    }
  }
}

/** Nobody waits for it: on a server that does not answer, parting takes as long as asking. What still runs is interrupted. */
function leave(session: Session): void {
  session.close().catch(() => {});
}

const askIn =
  (transaction: ManagedTransaction): Ask =>
  async <Row>(cypher: string, params: Readonly<Record<string, unknown>> = {}) => {
    const { records } = await transaction.run(cypher, params);
    return records.map((record) => record.toObject() as Row);
  };

function asAway(error: unknown): unknown {
  if (!(error instanceof Neo4jError) || OUR_MISTAKE.test(error.code)) return error;
  const isRefused = error.code.startsWith('Neo.ClientError.Security.');
  return new KnowledgeAwayError(isRefused ? 'user or password refused' : (MEANING[error.code] ?? error.code));
}

/** Cypher tells whole numbers from fractions; a limit must be whole. */
export const whole = (value: number) => neo4j.int(Math.max(0, Math.trunc(value)));
