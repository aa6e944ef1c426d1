import neo4j, {
  type Driver,
  type ManagedTransaction,
  Neo4jError,
  type Plan,
  type QueryResult,
  type Session,
} from 'neo4j-driver';
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

  /**
   * Each statement by itself, without a transaction around them: that spares two of three journeys. Begun again once when a
   * connection was found to be lost.
   */
  read<Result>(work: Work<Result>, withinMs: number, signal?: AbortSignal): Promise<Result> {
    const session = this.driver.session({ defaultAccessMode: neo4j.session.READ });
    const ask = askIn((cypher, params) => session.run(cypher, params, { timeout: withinMs }));
    const attempts = async () => {
      try {
        return await work(ask);
      } catch (error) {
        if (error instanceof Neo4jError && (error.retriable || error.code === WENT_AWAY)) return work(ask);
        throw error;
      }
    };
    return inSession(session, attempts, withinMs, signal);
  }

  /** How the server would run a statement. Nothing is run. */
  async plan(
    cypher: string,
    params: Readonly<Record<string, unknown>>,
    withinMs: number,
    signal?: AbortSignal,
  ): Promise<Plan> {
    const session = this.driver.session({ defaultAccessMode: neo4j.session.READ });
    const explain = async () => (await session.run(`explain ${cypher}`, params, { timeout: withinMs })).summary.plan;
    const plan = await inSession(session, explain, withinMs, signal);
    if (!plan) throw new Error('Neo4j explained a statement without a plan');
    return plan;
  }

  /** All statements of the work commit together or not at all. The work may be begun again, so it keeps nothing between runs. */
  write<Result>(work: Work<Result>, withinMs: number): Promise<Result> {
    const session = this.driver.session();
    const managed = (transaction: ManagedTransaction) =>
      work(askIn((cypher, params) => transaction.run(cypher, params)));
    return inSession(session, () => session.executeWrite(managed, { timeout: withinMs }), withinMs);
  }

  close(): Promise<void> {
    return this.driver.close();
  }
}

async function inSession<Result>(
  session: Session,
  work: () => Promise<Result>,
  withinMs: number,
  signal?: AbortSignal,
): Promise<Result> {
  try {
    signal?.throwIfAborted();
    return await withinDeadline(work(), withinMs, signal);
  } catch (error) {
    throw asAway(error);
  } finally {
    leave(session);
  }
}

/** Nobody waits for it: on a server that does not answer, parting takes as long as asking. What still runs is interrupted. */
function leave(session: Session): void {
  session.close().catch(() => {});
}

type Run = (cypher: string, params: Readonly<Record<string, unknown>>) => PromiseLike<QueryResult>;

const askIn =
  (run: Run): Ask =>
  async <Row>(cypher: string, params: Readonly<Record<string, unknown>> = {}) => {
    const { records } = await run(cypher, params);
    return records.map((record) => record.toObject() as Row);
  };

function asAway(error: unknown): unknown {
  if (!(error instanceof Neo4jError) || OUR_MISTAKE.test(error.code)) return error;
  const isRefused = error.code.startsWith('Neo.ClientError.Security.');
  return new KnowledgeAwayError(isRefused ? 'user or password refused' : (MEANING[error.code] ?? error.code));
}

/** Cypher tells whole numbers from fractions; a limit must be whole. */
export const whole = (value: number) => neo4j.int(Math.max(0, Math.trunc(value)));
export const integer = (value: number) => neo4j.int(Math.trunc(value));
