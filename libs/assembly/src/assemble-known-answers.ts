import { verifySentence, wordsOf } from '@zhike/conversation';
import { SqlAuditLog } from '@zhike/identity';
import type { WorkspaceWriters } from '@zhike/generation';
import type { GraphStore } from '@zhike/knowledge-graph';
import {
  AnswerCache,
  CuratedAnswers,
  type CuratedScope,
  CuratedService,
  type ProposedSentence,
  SqlCuratedStore,
} from '@zhike/known-answers';
import type { Clock, Database, Logger } from '@zhike/platform';
import { SqlClausesInForce, SqlPolicyCalendar } from '@zhike/policy';
import { detectLocale } from '@zhike/contracts';
import type { ContentSafety, Embedder } from '@zhike/ports';

export interface KnownAnswersParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly embedder: Embedder;
  readonly graph: Pick<GraphStore, 'revision'>;
  readonly safety: ContentSafety;
  readonly writing: Pick<WorkspaceWriters, 'printOf'>;
}

/** Answers that are there before anything is searched: written by the team, or given before. */
export function assembleKnownAnswers(parts: KnownAnswersParts) {
  const { database, clock, logger, embedder, graph, safety, writing } = parts;
  const clauses = new SqlClausesInForce(database);
  const calendar = new SqlPolicyCalendar(database);
  const findFlaw = (sentence: ProposedSentence) => flawOf(sentence, safety);
  const inTransaction = <Result>(work: (scope: CuratedScope) => Promise<Result>): Promise<Result> =>
    database.transaction((db) => work({ answers: new SqlCuratedStore(db), audit: new SqlAuditLog(db) }));
  return {
    curation: new CuratedService({ inTransaction, clauses, embedder, findFlaw, clock }),
    curatedAnswers: new CuratedAnswers({ database, clauses, embedder, findFlaw, logger }),
    answerCache: new AnswerCache({
      revision: (workspaceId) => graph.revision(workspaceId),
      writers: (workspaceId) => writing.printOf(workspaceId),
      nextChangeAt: (workspaceId, after) => calendar.nextChangeAt(workspaceId, after),
    }),
  };
}

/** What the pipeline would stop a sentence for, said before it is kept. */
async function flawOf(
  { workspaceId, draft, before }: ProposedSentence,
  safety: ContentSafety,
): Promise<string | undefined> {
  const proof = verifySentence(draft);
  if (!proof.isProven) return proof.because;
  const about = { workspaceId, before, locale: detectLocale(draft.text), evidence: draft.evidence.map(wordsOf) };
  const exit = await safety.screenOutput(draft.text, about);
  return exit.isBlocked ? `the safety rules stop it (${exit.reason})` : undefined;
}
