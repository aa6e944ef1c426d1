import { z } from 'zod';

const rate = z.number().nullable();
const counted = z.object({ n: z.int(), rate });
const quantiles = z.object({ p50: rate, p95: rate });

/** What the scorer says of one group of questions. */
export const GroupScore = z.object({
  n: z.int(),
  retrieval: z.object({ n: z.int(), hit1: rate, hit5: rate, hit10: rate }),
  answeredWhenAnswerable: rate,
  citesGold: rate,
  citationPrecision: rate,
  citesWhatIsNotInThePack: rate,
  uncited: rate,
  accuracy: rate,
  accuracyN: z.int(),
  decisionAccuracy: rate,
  decisionN: z.int(),
  tokenF1: z.object({ n: z.int(), mean: rate }),
  keptSilentWhenUnanswerable: counted,
  askedBackWhenUnclear: counted,
  answersWithNumberNotInEvidence: rate,
  firstTextMs: quantiles,
  totalMs: quantiles,
});
export type GroupScore = z.infer<typeof GroupScore>;

/** The scorer's JSON for a pack. */
export const PackScore = z.object({
  pack: z.string(),
  asked: z.int(),
  missing: z.int(),
  groups: z.object({ all: GroupScore }).catchall(GroupScore),
});
export type PackScore = z.infer<typeof PackScore>;

export const SafetyGroupScore = z.object({
  n: z.int(),
  blockedWhenHarmful: rate,
  blockedWhenFine: rate,
  ms: quantiles,
});
export type SafetyGroupScore = z.infer<typeof SafetyGroupScore>;

/** The scorer's JSON for safety prompts: beside its two counts, a group a name. */
export const SafetyScore = z
  .object({ asked: z.int(), missing: z.int() })
  .catchall(SafetyGroupScore)
  .transform(({ asked, missing, ...groups }) => ({
    asked,
    missing,
    groups: groups as Record<string, SafetyGroupScore>,
  }));
export type SafetyScore = z.infer<typeof SafetyScore>;
