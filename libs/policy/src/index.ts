export { ImportError, type ImportProblem } from './import/import.errors.js';
export type { ImportFile, ImportOptions } from './import/import.content.js';
export { PolicyRuleError, type PolicyRule } from './policy.errors.js';
export { PolicyImporter, type ImportPack, type ImportPackOptions } from './policy.importer.js';
export { advance, stateAt, type DatedVersion, type LifecycleStep } from './policy.lifecycle.js';
export { PolicyService, type ActingMember, type PolicyScope } from './policy.service.js';
export { SqlPolicyStore, type PolicyFilter, type PolicyStore } from './policy.store.js';
export { SqlPublishedPolicies } from './published-policies.store.js';
export { SourceError, SqlSourceReader } from './source.reader.js';
