import { BudgetContextWindow } from '@zhike/context-window';
import {
  ConversationLog,
  ConversationService,
  SqlTurnArchive,
  SqlTurnStore,
  type TurnArchive,
  TurnPipeline,
  TurnRunner,
} from '@zhike/conversation';
import type { Clock, Config, Database, Logger } from '@zhike/platform';
import type { CuratedAnswers } from '@zhike/known-answers';
import type { WorkspaceContentSafety } from '@zhike/content-safety';
import type { AnswerMemory, KnowledgeRetriever, WriterChoice } from '@zhike/ports';

/** Tokens of history that may speak in a turn: about the last ten exchanges. */
const HISTORY_TOKENS = 1_200;

export interface AnsweringParts {
  readonly config: Config;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly safety: WorkspaceContentSafety;
  readonly knowledge: KnowledgeRetriever;
  readonly writing: WriterChoice;
  readonly curatedAnswers: CuratedAnswers;
  readonly answerCache: AnswerMemory;
}

/** From a customer's message to a stored answer. */
export function assembleAnswering(given: AnsweringParts) {
  const { config, database, clock, logger, safety, knowledge, writing, curatedAnswers, answerCache } = given;
  const parts = {
    safety,
    context: new BudgetContextWindow({ budgetTokens: HISTORY_TOKENS }),
    writing,
    knowledge,
  };
  /** For whoever tests or measures: nothing is counted, and nothing is answered from memory, so that the trace shows the search. */
  const pipelineTo = (turns: TurnArchive) =>
    new TurnPipeline({ ...parts, turns, curated: curatedAnswers.uncounted, safety: safety.unrecorded });

  const conversationLog = new ConversationLog();
  const turns = new SqlTurnArchive(database, conversationLog, clock);
  const pipeline = new TurnPipeline({ ...parts, turns, curated: curatedAnswers, memory: answerCache });
  const turnRunner = new TurnRunner(
    { database, pipeline, log: conversationLog, clock, logger },
    config.TURN_TIMEOUT_MS,
  );
  const conversations = new ConversationService({ database, runner: turnRunner, log: conversationLog, clock });
  return {
    pipelineTo,
    conversationLog,
    turnRunner,
    conversations,
    turns: new SqlTurnStore(database),
  };
}
