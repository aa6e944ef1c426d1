import {
  BriefService,
  CopyChecker,
  CopyDesk,
  CopyRunner,
  type InStudio,
  ModelCopyWriter,
  PhraseService,
  SqlBriefStore,
  SqlDraftStore,
  SqlPhraseStore,
  type StudioScope,
  type WritersFor,
  SqlWritingStore,
  TemplateCopyWriter,
} from '@zhike/content-studio';
import { verifySentence } from '@zhike/conversation';
import { SqlAuditLog } from '@zhike/identity';
import { type Clock, type Database, type Db, type Logger, Outbox } from '@zhike/platform';
import { SqlFactsInForce } from '@zhike/policy';
import type { ChatModel, ContentSafety } from '@zhike/ports';
import type { Studio } from './product.js';

export interface StudioParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly safety: ContentSafety;
  /** Without one templates write. */
  copyModelFor(workspaceId: string): Promise<ChatModel | undefined>;
}

/** Marketing copy from facts in force, held against them as answers are. */
export function assembleStudio({ database, clock, logger, safety, copyModelFor }: StudioParts): Studio {
  const inStudio: InStudio = (work) => database.transaction((db) => work(scopeOn(db)));
  const facts = new SqlFactsInForce(database);
  const templates = new TemplateCopyWriter();
  const writersFor: WritersFor = async (workspaceId) => {
    const model = await copyModelFor(workspaceId);
    return { templates, ...(model ? { model: new ModelCopyWriter(model) } : {}) };
  };
  const runner = new CopyRunner({ database, facts, writersFor, clock, logger });
  const checker = new CopyChecker(verifySentence, safety);
  const desk = new CopyDesk({ inStudio, facts, checker, writersFor, runner, clock });
  const briefs = new BriefService({ inStudio, facts, writersFor, runner, desk, clock });
  return { briefs, desk, phrases: new PhraseService(inStudio, clock), runner };
}

const scopeOn = (db: Db): StudioScope => ({
  briefs: new SqlBriefStore(db),
  drafts: new SqlDraftStore(db),
  writing: new SqlWritingStore(db),
  phrases: new SqlPhraseStore(db),
  audit: new SqlAuditLog(db),
  outbox: new Outbox(db),
});
