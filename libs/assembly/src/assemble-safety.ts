import {
  defaultEntries,
  maskText,
  readWordListFile,
  RuleSetKeeper,
  WorkspaceContentSafety,
} from '@zhike/content-safety';
import { SqlPastTurns } from '@zhike/conversation';
import { SqlAuditLog } from '@zhike/identity';
import type { Clock, Config, Database, Db, Logger, Metrics } from '@zhike/platform';
import {
  AllowanceService,
  ExampleService,
  type InSafety,
  ListService,
  ProjectionService,
  ReviewService,
  RuleService,
  SafetyDesk,
  type SafetyScope,
  SqlAllowanceStore,
  SqlEventStore,
  SqlExampleStore,
  SqlRuleDayStore,
  SqlRuleStore,
  SqlScreeningLog,
  SqlWorkspaceRules,
} from '@zhike/safety-desk';
import type { ContentSafety, ExplainHits } from '@zhike/ports';
import type { SafetyRoom } from './product.js';

export interface SafetyParts {
  readonly config: Pick<Config, 'ROLE'>;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  /** The rails that hold for every shop. */
  readonly house: ContentSafety;
  readonly explain: ExplainHits;
}

/** The rails every text passes, and the desk where a shop runs them. */
export function assembleSafety(parts: SafetyParts): { safety: WorkspaceContentSafety; safetyRoom: SafetyRoom } {
  const { config, database, clock, logger, house } = parts;
  const log = new SqlScreeningLog({ ...parts, mask: maskText });
  const keeper = new RuleSetKeeper({ rules: new SqlWorkspaceRules(database), clock, logger });
  const safety = new WorkspaceContentSafety({ house, keeper, clock, log });
  const inSafety: InSafety = (work) => database.transaction((db) => work(scopeOn(db)));
  const shared = { inSafety, clock, screen: safety };
  const rules = new RuleService(shared);
  const turns = new SqlPastTurns(database);
  const safetyRoom: SafetyRoom = {
    rules,
    desk: new SafetyDesk({ ...shared, explain: parts.explain, house: houseWords }),
    lists: new ListService(readWordListFile, rules),
    reviews: new ReviewService(shared),
    allowances: new AllowanceService(shared),
    examples: new ExampleService(inSafety, clock),
    projections: new ProjectionService({ ...shared, database, turns, mask: maskText }),
    start: () => {
      log.start();
      // A worker screens nothing.
      if (config.ROLE !== 'worker') void keeper.prepare();
    },
    close: () => log.close(),
  };
  return { safety, safetyRoom };
}

const scopeOn = (db: Db): SafetyScope => ({
  rules: new SqlRuleStore(db),
  events: new SqlEventStore(db),
  days: new SqlRuleDayStore(db),
  allowances: new SqlAllowanceStore(db),
  examples: new SqlExampleStore(db),
  audit: new SqlAuditLog(db),
});

function houseWords() {
  const entries = defaultEntries().filter(({ severity }) => severity !== 'allow');
  return { words: entries.length, categories: [...new Set(entries.map(({ category }) => category))].sort() };
}
