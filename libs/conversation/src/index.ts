export { TurnPipeline, type TurnPorts } from './turn.pipeline.js';
export type { ReleasedSentence, TurnArchive, TurnRecord } from './turn.record.js';
