import type { TestQuestion } from '@zhike/contracts';
import {
  AccountService,
  AuditReader,
  CustomerIdentity,
  IdentityService,
  MemberEntry,
  MemberService,
  SqlAuditLog,
  WorkspaceService,
} from '@zhike/identity';
import { GraphDesk } from '@zhike/knowledge-graph';
import { migrations } from '@zhike/migrations';
import {
  type Clock,
  type Config,
  createLogger,
  type Database,
  type Logger,
  Metrics,
  openDatabase,
  OutboxRelay,
  systemClock,
} from '@zhike/platform';
import { SqlSourceReader } from '@zhike/policy';
import type { ChatModel, Embedder } from '@zhike/ports';
import { WebhookDeliverer, WebhookService } from '@zhike/webhooks';
import { assembleAnswering } from './assemble-answering.js';
import { assembleEmbedders } from './assemble-embedders.js';
import { assembleGuards } from './assemble-guards.js';
import { assembleKnowledge } from './assemble-knowledge.js';
import { assembleKnownAnswers } from './assemble-known-answers.js';
import { assemblePolicies } from './assemble-policies.js';
import { assembleSafety } from './assemble-safety.js';
import { assembleStudio } from './assemble-studio.js';
import { assembleWriters } from './assemble-writers.js';
import { checkHealth } from './health.js';
import { lifeOf } from './life.js';
import { maskForLog, maskNews, personalSight } from './personal.sight.js';
import type { Product } from './product.js';
import { askTestQuestion } from './test-question.js';
import { makeWelcome } from './welcome.js';

export interface AssemblyOptions {
  readonly logger?: Logger;
  readonly clock?: Clock;
  readonly embedder?: Embedder;
  /** A model that both languages share; made of the model folder when neither embedder is given. */
  readonly shared?: Embedder;
  /** Its middle layers, likewise. */
  readonly judging?: Embedder;
  /** Writes copy; without one templates do. */
  readonly chatModel?: ChatModel;
  /** An opened and migrated database; closed with the product. Without it DATABASE_URL or DATA_DIR says where it is. */
  readonly database?: Database;
  /** Holds the demo shop's files; `demo/` beside the product when left out. */
  readonly demoDir?: string;
}

/** Joins the rooms. Opens the database and nothing else: `start` sets things in motion. */
export async function assembleProduct(config: Config, options: AssemblyOptions = {}): Promise<Product> {
  const logger = options.logger ?? createLogger(config.LOG_LEVEL, { mask: maskForLog });
  const clock = options.clock ?? systemClock;
  const database =
    options.database ?? (await openDatabase({ migrations, url: config.DATABASE_URL, dataDir: config.DATA_DIR }));
  const parts = { config, logger, clock, database, metrics: new Metrics() };
  const embedders = assembleEmbedders(config, logger, options);
  const guards = assembleGuards({ ...embedders, logger });
  const found = { ...parts, ...embedders, ...guards, ...assembleSafety({ ...parts, ...guards }) };
  const base = { ...found, ...assembleWriters(found) };

  const knowledge = assembleKnowledge(base);
  const known = assembleKnownAnswers({ ...base, graph: knowledge.graph });
  const answering = assembleAnswering({ ...base, ...known, knowledge: knowledge.retriever });
  const { policies, importer } = assemblePolicies(database, clock, guards.judgeSentences);
  const webhooking = assembleWebhooks(base);
  const { chatModel } = options;
  const modelFor = async (workspaceId: string) => chatModel ?? base.writing.copyModelFor(workspaceId);
  const studio = assembleStudio({ ...base, copyModelFor: modelFor });
  const audiencesOf = (workspaceId: string) => policies.listAudiences(workspaceId);
  const graphDesk = new GraphDesk({ ...base, graph: knowledge.graph, modelFor, audiencesOf });
  const relay = new OutboxRelay(
    database,
    { 'policy.published': [knowledge.projector.onPolicyPublished], '*': [webhooking.webhooks.fanOut] },
    logger,
  );
  const sources = new SqlSourceReader(database);
  const rooms = {
    ...base,
    ...knowledge,
    ...known,
    ...answering,
    ...webhooking,
    studio,
    graphDesk,
    policies,
    importer,
    relay,
    ...assembleIdentity(database, clock),
    sight: personalSight,
    welcome: (...asked: Parameters<Product['welcome']>) => makeWelcome(policies, ...asked),
    source: (...[workspaceId, kind, id, audiences]: Parameters<Product['source']>) =>
      sources.read(workspaceId, kind, id, { now: clock.now(), audiences }),
    health: (workspaceId?: string) => checkHealth({ ...base, graph: knowledge.graph }, workspaceId),
    testQuestion: (workspaceId: string, question: TestQuestion) =>
      askTestQuestion({ ...base, ...answering, timeoutMs: config.TURN_TIMEOUT_MS }, workspaceId, question),
  };
  return { ...rooms, ...lifeOf(rooms, options.demoDir) };
}

/** Who works here and who vouches for customers. */
function assembleIdentity(database: Database, clock: Clock) {
  return {
    workspaces: new WorkspaceService(database),
    identity: new IdentityService(database, clock),
    account: new AccountService(database, clock),
    members: new MemberService(database, clock),
    entry: new MemberEntry(database, clock),
    audit: new AuditReader(database),
    customers: new CustomerIdentity(database, clock),
  };
}

function assembleWebhooks({
  database,
  clock,
  logger,
  config,
}: Pick<Product, 'database' | 'clock' | 'logger' | 'config'>) {
  const options = { allowPrivate: config.WEBHOOKS_ALLOW_PRIVATE };
  return {
    webhooks: new WebhookService(database, clock, { ...options, mask: maskNews, auditIn: (db) => new SqlAuditLog(db) }),
    deliverer: new WebhookDeliverer(database, clock, logger, options),
  };
}
