export { ConversationError } from './conversation.errors.js';
export { ConversationLog } from './conversation.log.js';
export { ConversationService } from './conversation.service.js';
export type { Conversation } from './conversation.store.js';
export { SqlTurnArchive } from './sql.turn-archive.js';
export { TurnPipeline, type TurnPorts } from './turn.pipeline.js';
export type { ReleasedSentence, TurnArchive, TurnRecord } from './turn.record.js';
export { TurnRunner } from './turn.runner.js';
export { SqlTurnStore } from './turn.store.js';
