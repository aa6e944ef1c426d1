export { RuleContentSafety } from './rule.content-safety.js';
export { INPUT_RULES, type Rule } from './input.rules.js';
export { defaultEntries, defaultLexicon } from './default-lexicon/default.lexicon.js';
export { type Fold, FOLDS } from './folding/fold.names.js';
export { findAcross } from './look-behind.js';
export { Lexicon } from './lexicon/lexicon.js';
export { CATEGORIES, type LexiconEntry, type LexiconHit, SEVERITIES, type Severity } from './lexicon/lexicon.entry.js';
export { LexiconBuildError, LexiconImportError } from './lexicon/lexicon.errors.js';
export { type LexiconList, readLexiconList } from './lexicon/lexicon.import.js';
export { LexiconKeeper } from './lexicon/lexicon.keeper.js';
export { WordMatcher } from './lexicon/word.matcher.js';
export { EvidenceRail } from './injection/evidence.rail.js';
export { findInstructions } from './injection/instruction.finder.js';
export { CanaryRail } from './output/canary.rail.js';
export { maskText } from './personal-data/personal-data.mask.js';
export { findPersonal } from './personal-data/personal-data.finder.js';
export { PERSONAL_KINDS, type PersonalKind, type PersonalSpan } from './personal-data/personal-data.kinds.js';
export {
  type ProtectedSpan,
  type ProtectedText,
  maskPersonal,
  type Protection,
  protectPersonal,
  restorePersonal,
  type TokenVault,
} from './personal-data/personal-data.protection.js';
export {
  type Head,
  HEADS,
  type Kind,
  KINDS,
  type Output,
  OUTPUTS,
  STOPPING,
  type Targets,
} from './semantic/head.names.js';
export { HeadNetworks, logitOf, outputAt, surestKind } from './semantic/head.network.js';
export { type HeadPlan, learnHeads, type TaughtText } from './semantic/head.training.js';
export {
  type Calibration,
  probabilityOf,
  readSemanticHeads,
  type SemanticHeads,
  writtenHeads,
} from './semantic/heads.file.js';
export { SemanticContentSafety } from './semantic/semantic.content-safety.js';
export { SemanticRail } from './semantic/semantic.rail.js';
export { PlaceholderRedactor } from './personal-data/placeholder.redactor.js';
export { RuleSetKeeper } from './workspace/rule-set.keeper.js';
export { readWordListFile } from './workspace/word-list.file.js';
export { WorkspaceContentSafety } from './workspace/workspace.content-safety.js';
