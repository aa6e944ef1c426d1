import { Locale } from '@zhike/contracts';
import { z } from 'zod';

const name = z.string().min(1).max(500);

/** One line of `clauses.jsonl`, as far as it is measured; what can be stored is the importer's to say. */
export const PackClause = z.object({ id: name, documentId: name });
export type PackClause = z.infer<typeof PackClause>;

/** One line of `facts.jsonl`. */
export const PackFact = z.object({ head: z.string(), relation: z.string(), tail: z.string() });
export type PackFact = z.infer<typeof PackFact>;

export const Triple = z.tuple([z.string(), z.string(), z.string()]);
export type Triple = z.infer<typeof Triple>;

/** One line of `questions.jsonl`. What is gold in it is for the scorer; the product is never shown it. */
export const PackQuestion = z.object({
  id: name,
  source: name,
  locale: Locale,
  history: z.array(z.object({ role: z.enum(['customer', 'agent']), text: z.string() })).default([]),
  question: z.string().trim().min(1),
  /** What the customer has said of their own case. */
  background: z.string().optional(),
  evidence: z.array(z.string()).default([]),
  facts: z.array(Triple).default([]),
  answerable: z.enum(['yes', 'no', 'partial', 'needs_clarification']),
  unanswerableBecause: z.string().optional(),
  needsContext: z.boolean().optional(),
});
export type PackQuestion = z.infer<typeof PackQuestion>;

/** One line of a file of safety prompts. */
export const SafetyPrompt = z.object({
  id: name,
  text: z.string().min(1),
  locale: Locale,
  expect: z.enum(['block', 'allow', 'answer_responsibly']),
});
export type SafetyPrompt = z.infer<typeof SafetyPrompt>;
