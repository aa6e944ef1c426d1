import type {
  Health,
  Locale,
  Me,
  Source,
  TestAnswer,
  TestQuestion,
  TurnSummary,
  TurnTrace,
  Welcome,
} from '@zhike/contracts';
import type { BriefService, CopyDesk, CopyRunner, PhraseService } from '@zhike/content-studio';
import type { ConversationLog, ConversationService, TurnArchive, TurnPipeline, TurnRunner } from '@zhike/conversation';
import type {
  AccountService,
  AuditReader,
  CustomerIdentity,
  IdentityService,
  MemberEntry,
  MemberService,
  Workspace,
  WorkspaceService,
} from '@zhike/identity';
import type { OwnModelService } from '@zhike/generation';
import type { GraphDesk, GraphProjector, GraphStore } from '@zhike/knowledge-graph';
import type { AnswerCache, CuratedAnswers, CuratedService } from '@zhike/known-answers';
import type { Clock, Config, Database, Logger, Metrics, OutboxRelay } from '@zhike/platform';
import type { PolicyImporter, PolicyService } from '@zhike/policy';
import type { Embedder, KnowledgeRetriever } from '@zhike/ports';
import type {
  AllowanceService,
  ExampleService,
  ListService,
  ProjectionService,
  ReviewService,
  RuleService,
  SafetyDesk,
} from '@zhike/safety-desk';
import type { WebhookDeliverer, WebhookService } from '@zhike/webhooks';

/** All rooms, built and joined. The api, the command line and the tests stand on it; none of them joins rooms itself. */
export interface Product {
  readonly config: Config;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly database: Database;
  /** Figures of this process, for whoever watches it. */
  readonly metrics: Metrics;
  readonly workspaces: WorkspaceService;
  readonly identity: IdentityService;
  readonly account: AccountService;
  readonly members: MemberService;
  /** By a link, without a password. */
  readonly entry: MemberEntry;
  readonly audit: AuditReader;
  /** Who a customer is, as the shop vouches for it. */
  readonly customers: CustomerIdentity;
  readonly policies: PolicyService;
  readonly importer: PolicyImporter;
  readonly conversations: ConversationService;
  readonly conversationLog: ConversationLog;
  readonly turnRunner: TurnRunner;
  readonly turns: TurnReading;
  readonly sight: PersonalSight;
  readonly graph: GraphStore;
  /** Searches of the graph that members write. */
  readonly graphDesk: GraphDesk;
  readonly retriever: KnowledgeRetriever;
  readonly projector: GraphProjector;
  /** Answers the team writes by hand, as the console works with them; and as customers get them. */
  readonly curation: CuratedService;
  readonly curatedAnswers: CuratedAnswers;
  readonly answerCache: AnswerCache;
  readonly studio: Studio;
  readonly safetyRoom: SafetyRoom;
  /** Models that a workspace sets up itself. */
  readonly ownModels: OwnModelService;
  readonly embedder: Embedder;
  /** A model that both languages share. */
  readonly shared: Embedder | undefined;
  /** What the safety heads read beside the language's own. */
  readonly judging: Embedder | undefined;
  readonly relay: OutboxRelay;
  readonly webhooks: WebhookService;
  readonly deliverer: WebhookDeliverer;

  /** Loads the models that judge messages by meaning; without any it does nothing. */
  warmRails(): Promise<void>;
  /** Ends the models on this machine that write; without any it does nothing. */
  closeModels(): Promise<void>;
  /** The turn pipeline with an archive of the caller's: evaluation and test questions record no conversation. */
  pipelineTo(archive: TurnArchive): TurnPipeline;
  /** The answer a customer would get now. Nothing is recorded. */
  testQuestion(workspaceId: string, question: TestQuestion): Promise<TestAnswer>;
  /** What the empty widget shows: starters are titles of policies in force, so a new shop has none. */
  welcome(workspace: Workspace, locale: Locale, audiences: readonly string[]): Promise<Welcome>;
  /** A clause or fact that was published in this workspace for everyone or for these groups; `source-not-found` for anything else. */
  source(
    workspaceId: string,
    kind: Source['citation']['kind'],
    id: string,
    audiences: readonly string[],
  ): Promise<Source>;
  /** How the parts are; with a workspace, also what concerns only it. */
  health(workspaceId?: string): Promise<Health>;

  /** Fills an empty installation with the demo shop and starts what runs by itself, as far as ROLE says. */
  start(): Promise<void>;
  /** Takes no more work, gives running turns `graceMs` to end, and closes. An unfinished turn is taken up by the next process. */
  close(graceMs?: number): Promise<void>;
}

/** Copy: what is wanted, its drafts, what the shop bans, and the runner that has it written. */
export interface Studio {
  readonly briefs: BriefService;
  readonly desk: CopyDesk;
  readonly phrases: PhraseService;
  readonly runner: CopyRunner;
}

/** What a member may see of what customers wrote. */
export interface PersonalSight {
  turn(turn: TurnSummary, member: Pick<Me, 'role'>): TurnSummary;
  trace(trace: TurnTrace, member: Pick<Me, 'role'>): TurnTrace;
}

/** The safety filter as a shop runs it. */
export interface SafetyRoom {
  readonly desk: SafetyDesk;
  readonly rules: RuleService;
  readonly lists: ListService;
  readonly reviews: ReviewService;
  readonly allowances: AllowanceService;
  readonly examples: ExampleService;
  readonly projections: ProjectionService;
  /** Builds the rules that there are, and begins to remove what is too old. */
  start(): void;
  /** Resolves when all that was found is written. */
  close(): Promise<void>;
}

/** Past turns of customers, for the console. */
export interface TurnReading {
  recent(workspaceId: string, limit: number, before?: Date): Promise<TurnSummary[]>;
  trace(workspaceId: string, turnId: string): Promise<TurnTrace | undefined>;
}
