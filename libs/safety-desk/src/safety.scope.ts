import type { UnitOfWork } from '@zhike/platform';
import type { AuditWriter } from '@zhike/ports';
import type { SqlAllowanceStore } from './allowance.store.js';
import type { SqlEventStore } from './event.store.js';
import type { SqlExampleStore } from './example.store.js';
import type { SqlRuleDayStore } from './rule-day.store.js';
import type { SqlRuleStore } from './rule.store.js';
import { SafetyError } from './safety.errors.js';

/** What one transaction of the desk may touch. */
export interface SafetyScope {
  readonly rules: SqlRuleStore;
  readonly events: SqlEventStore;
  readonly days: SqlRuleDayStore;
  readonly allowances: SqlAllowanceStore;
  readonly examples: SqlExampleStore;
  readonly audit: AuditWriter;
}

export type InSafety = UnitOfWork<SafetyScope>;

/** Who acts. The caller has checked the role. */
export interface SafetyMember {
  readonly workspaceId: string;
  readonly memberId: string;
  readonly name: string;
}

/** A NUL and half a surrogate pair are valid JSON but no text a database keeps. */
const NOT_TEXT = /[\0\p{Surrogate}]/u;

export function assertStorable(...texts: readonly string[]): void {
  if (!texts.some((text) => NOT_TEXT.test(text))) return;
  throw new SafetyError('text-not-storable', 'This text contains a character that is no text; remove it.');
}

/** Of the same length, so that places in it stay. */
export const storable = (text: string): string => text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
