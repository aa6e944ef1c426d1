import { findInstructions } from '@zhike/content-safety';
import { type Clock, type Database, Outbox } from '@zhike/platform';
import type { InstructionJudge } from '@zhike/ports';
import { PolicyImporter, PolicyService, type PolicyScope, SqlPolicyStore } from '@zhike/policy';

/** Policies and their life cycle; each call of the service is one transaction with its own outbox. */
export function assemblePolicies(database: Database, clock: Clock, judge: InstructionJudge | undefined) {
  const inTransaction = <Result>(work: (scope: PolicyScope) => Promise<Result>): Promise<Result> =>
    database.transaction((db) => work({ policies: new SqlPolicyStore(db), outbox: new Outbox(db) }));
  const policies = new PolicyService(inTransaction, clock);
  return { policies, importer: new PolicyImporter(policies, { find: findInstructions, judge }) };
}
