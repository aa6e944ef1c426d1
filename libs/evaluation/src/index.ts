export { type AnswerLine, type ClosedTurn, type PackReference } from './answer.line.js';
export { mulberry32 } from './mulberry32.js';
export { LinesFile } from './lines.file.js';
export { measureAnswers, type AnswerMetrics } from './metrics.js';
export { PackError } from './pack.errors.js';
export { readPack, readSafetyPrompts, type Pack } from './pack.reader.js';
export type { PackClause, PackFact, PackQuestion, SafetyPrompt } from './pack.schema.js';
export { Progress, type ProgressSink } from './progress.js';
export {
  floorsOf,
  writeQuality,
  type MeasuredPack,
  type MeasuredPart,
  type MeasuredSafety,
  type QualityRun,
} from './quality.document.js';
export { QuestionAsker, type AskingParts } from './question.asker.js';
export { reliabilityOf, type Reliability } from './reliability.js';
export { sampleQuestions } from './question.sample.js';
export { screenPrompt, type VerdictLine } from './safety.screening.js';
export { PackScore, SafetyScore } from './score.report.js';
export { metricsTable, outcomeTable, safetyTable, scoreTable } from './score.table.js';
export { byId } from './question.order.js';
export { switchTopic } from './topic.switch.js';
export { inLanes } from './work.lanes.js';
