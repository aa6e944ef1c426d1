import type { AuditedChange } from '@zhike/contracts';
import type { Text } from '../text/zh.js';

/** What was done, in words; one that these words do not know yet is shown as it is written down. */
export function sayAction(action: string, { whole, subjects, verbs, order }: Text['audit']): string {
  const said = (whole as Readonly<Record<string, string>>)[action];
  if (said) return said;
  const [about = '', verb = ''] = action.split('.');
  const subject = (subjects as Readonly<Record<string, string>>)[about];
  const done = (verbs as Readonly<Record<string, string>>)[verb];
  return subject && done ? order(subject, done) : action;
}

const NAMING = ['name', 'word', 'phrase', 'question', 'product', 'url'] as const;

/** What it was done to, as far as the details tell: a name, and where a member's role was changed, from what to what. */
export function nameOf({ details }: Pick<AuditedChange, 'details'>, roles: Text['roles']): string {
  const name = NAMING.map((key) => details[key]).find((value) => typeof value === 'string') ?? '';
  const [from, to] = [details['from'], details['to']].map((role) => roles[role as keyof Text['roles']]);
  return [name, from && to ? `${from} → ${to}` : ''].filter(Boolean).join(' · ');
}
