import { z } from 'zod';

/**
 * `GET`, `POST … /api/admin/safety/…`. Every member reads; owners and reviewers change rules, handle the queue and see full texts.
 * Refusals: 404 `safety-rule-not-found`, `safety-event-not-found`, `allowance-not-found`, `safety-example-not-found`; 409 `safety-rule-changed`
 * (somebody saved meanwhile), `safety-event-handled`; 422 `safety-words-refused`, `lexicon-list-refused` (`details`: `ListProblem[]`),
 * `allowance-covers-nothing`, `too-many-rules`.
 */

const Text = z.string().trim().min(1);
/** Offsets in UTF-16 units; `end` is behind the last. */
const Span = { start: z.int().min(0), end: z.int().min(0) };

/** Whose text: what customers write, what we say, or either. */
export const SafetyDirection = z.enum(['input', 'output', 'both']);
export type SafetyDirection = z.infer<typeof SafetyDirection>;
/** `block` refuses, `watch` only notes, `allow` takes back every hit that its words cover. */
export const SafetySeverity = z.enum(['block', 'watch', 'allow']);
export type SafetySeverity = z.infer<typeof SafetySeverity>;
/** `shadow`: counted as if it were live, and nothing else happens. */
export const SafetyMode = z.enum(['live', 'shadow', 'off']);
export type SafetyMode = z.infer<typeof SafetyMode>;
/**
 * `words`: found however they are written (width, pinyin, spaces …). `phrases`: the same, and `…` between two parts stands for at most
 * 20 characters of the same sentence, `……` for at most 40 in which one sentence may end. `list`: words of an imported file, which the console does not show one by one.
 */
export const SafetyRuleKind = z.enum(['words', 'phrases', 'list']);
export type SafetyRuleKind = z.infer<typeof SafetyRuleKind>;

export const SAFETY_LIMITS = { rules: 200, wordsOfRule: 500, wordsOfList: 200_000, wordLength: 100 } as const;

/** Rules that judge a text as a whole are called so, and then by their head. What they mark in it are reasons, not words that were hit. */
export const JUDGEMENT = 'semantic:';
export const isJudgement = ({ rule }: { readonly rule: string }): boolean => rule.startsWith(JUDGEMENT);

/** Small words with `-`: `gambling`, `competitors` … A shop may name its own. */
const Category = z
  .string()
  .trim()
  .regex(/^[\p{L}\p{N}][\p{L}\p{N}-]{0,39}$/u, 'letters, digits and `-`, 40 at most');

const RuleSetting = z.object({
  name: Text.max(80),
  direction: SafetyDirection,
  /** Of a list: for lines that do not say. */
  category: Category,
  severity: SafetySeverity,
  mode: SafetyMode,
  /** Who answers for it. Left out: the member who saves. */
  owner: Text.max(80).optional(),
  /** From then on it does nothing. */
  expiresAt: z.iso.datetime().nullable().default(null),
  note: z.string().trim().max(500).default(''),
  /** Key of the template it was made from. */
  template: z.string().max(40).optional(),
});

/** What a rule of written words says. */
export const DraftSafetyRule = RuleSetting.extend({
  kind: z.enum(['words', 'phrases']),
  words: z.array(Text.max(SAFETY_LIMITS.wordLength)).min(1).max(SAFETY_LIMITS.wordsOfRule),
});
export type DraftSafetyRule = z.infer<typeof DraftSafetyRule>;
/** `POST safety/rules` → 201 `SafetyRule`. */
export const CreateSafetyRule = DraftSafetyRule;
export type CreateSafetyRule = z.input<typeof CreateSafetyRule>;

/** `revision` is the number that was read; another one is a conflict (409 `safety-rule-changed`). */
const Based = z.object({ revision: z.int().min(1) });
/** `PUT safety/rules/:id` → `SafetyRule`. Of a list, `words` is left out: its words come by file. */
export const ChangeSafetyRule = RuleSetting.extend({ ...Based.shape, words: DraftSafetyRule.shape.words.optional() });
export type ChangeSafetyRule = z.input<typeof ChangeSafetyRule>;
/** `POST safety/rules/:id/mode` → `SafetyRule`. */
export const SetSafetyMode = Based.extend({ mode: SafetyMode });
export type SetSafetyMode = z.infer<typeof SetSafetyMode>;

const Counts = z.object({
  /** Texts it was found in. */
  hits: z.int(),
  blocked: z.int(),
  watched: z.int(),
  /** What it did not do for being in shadow mode. */
  shadow: z.int(),
  /** Hits of other rules that it took back. */
  allowed: z.int(),
  /** Hits that a member called wrong. */
  falsePositives: z.int(),
});

/** `GET safety/rules` → `SafetyRule[]`, newest first; `DELETE safety/rules/:id` → 204 (its past hits stay). */
export const SafetyRule = RuleSetting.extend({
  id: z.string(),
  kind: SafetyRuleKind,
  owner: z.string(),
  revision: z.int(),
  /** Of `words` and `phrases`; empty for a list. */
  words: z.array(z.string()),
  wordCount: z.int(),
  /** The file of a list. */
  fileName: z.string().optional(),
  /** It is past `expiresAt`, whatever its mode says. */
  isExpired: z.boolean(),
  lastSevenDays: Counts,
  updatedBy: z.string(),
  updatedAt: z.iso.datetime(),
});
export type SafetyRule = z.infer<typeof SafetyRule>;

/** `GET safety` → how screening stands. */
export const SafetyOverview = z.object({
  mayEdit: z.boolean(),
  maySeeText: z.boolean(),
  /** Texts of the queue are removed after so many days; counts and examples stay. */
  keptDays: z.int(),
  /** What the product itself looks for, by category. */
  house: z.object({ words: z.int(), categories: z.array(z.string()) }),
  /** Of this server. `failed`: the rules as last saved could not be built, and those before them stay in force. */
  inForce: z.object({
    state: z.enum(['in-force', 'building', 'failed']),
    problem: z.string().optional(),
    since: z.iso.datetime().optional(),
  }),
  open: z.int(),
});
export type SafetyOverview = z.infer<typeof SafetyOverview>;

const InBoth = z.object({ zh: z.string(), en: z.string() });
/** `GET safety/templates`: rules ready to be taken on; `rule` with a name is the body of `POST safety/rules`. */
export const SafetyTemplate = z.object({
  key: z.string(),
  name: InBoth,
  why: InBoth,
  rule: DraftSafetyRule.omit({ name: true, owner: true }),
  /** Id of the rule that this shop made from it. */
  takenOn: z.string().optional(),
});
export type SafetyTemplate = z.infer<typeof SafetyTemplate>;

/** One line of a file that is no word. `line` counts from 1. */
export const ListProblem = z.object({ line: z.int(), reason: z.string() });
export type ListProblem = z.infer<typeof ListProblem>;
/**
 * Multipart with `file`: .txt (a word a line, `#` begins a remark), .csv or .tsv (word, category, severity, expires; a heading is allowed),
 * UTF-8, 10 MB at most. `POST safety/lists/preview` → 200 `ListPreview`, nothing stored. `POST safety/lists` with `ImportList` → 201 `SafetyRule`.
 * `PUT safety/rules/:id/list` with `ReplaceList` puts other words in its place. A file with a bad line is refused as a whole.
 */
export const ListDefaults = z.object({
  category: Category.default('other'),
  severity: SafetySeverity.default('block'),
});
export type ListDefaults = z.input<typeof ListDefaults>;
export const ImportList = RuleSetting.omit({ template: true }).extend({
  // Forms know no null.
  expiresAt: z
    .union([z.literal('').transform(() => null), z.iso.datetime()])
    .nullable()
    .default(null),
});
export type ImportList = z.input<typeof ImportList>;
export const ReplaceList = z.object({ revision: z.coerce.number().int().min(1) });
export type ReplaceList = z.input<typeof ReplaceList>;
export const ListPreview = z.object({
  fileName: z.string(),
  words: z.int(),
  /** Lines that repeat a word. */
  repeated: z.int(),
  categories: z.array(z.object({ category: z.string(), words: z.int() })),
  severities: z.array(z.object({ severity: SafetySeverity, words: z.int() })),
  /** The first words as they were read. */
  sample: z.array(
    z.object({
      word: z.string(),
      category: z.string(),
      severity: SafetySeverity,
      expiresAt: z.iso.datetime().optional(),
    }),
  ),
  /** Every bad line up to 200; `problemCount` is all of them. Import only where it is 0. */
  problems: z.array(ListProblem),
  problemCount: z.int(),
});
export type ListPreview = z.infer<typeof ListPreview>;

/** What a hit did: a `shadow-…` is what it would have done; `allowed`: it took back hits of other rules. */
export const SafetyEffect = z.enum(['blocked', 'watched', 'allowed', 'shadow-block', 'shadow-watch', 'shadow-allow']);
export type SafetyEffect = z.infer<typeof SafetyEffect>;
export const SafetyHit = z.object({
  ...Span,
  /** `rule:<id>` of the shop's own, `allow-list`, else of the house: `lexicon:zhike`, `ignore-instructions`, `bank-card` … */
  rule: z.string(),
  /** Of the shop's own rules. */
  ruleName: z.string().optional(),
  category: z.string().optional(),
  effect: SafetyEffect,
});
export type SafetyHit = z.infer<typeof SafetyHit>;

/** What screening did to a text. `shadow`: nothing, but a shadow rule was found. */
export const SafetyVerdict = z.enum(['blocked', 'watched', 'shadow', 'clean']);
export type SafetyVerdict = z.infer<typeof SafetyVerdict>;
export const SafetyEventStatus = z.enum(['open', 'confirmed', 'false-positive']);
export type SafetyEventStatus = z.infer<typeof SafetyEventStatus>;

/** A text of a customer's conversation that rules were found in. */
export const SafetyEvent = z.object({
  id: z.string(),
  turnId: z.string(),
  direction: z.enum(['input', 'output']),
  verdict: SafetyVerdict.exclude(['clean']),
  /** Stable word for why: `harmful-request`, `workspace-rule`, `personal-data` … */
  reason: z.string(),
  /** With personal data masked; offsets of `hits` are of this text. */
  excerpt: z.string(),
  hits: z.array(SafetyHit),
  at: z.iso.datetime(),
  status: SafetyEventStatus,
  handledBy: z.string().optional(),
  handledAt: z.iso.datetime().optional(),
  /** Words it put on the allow-list. */
  allowed: z.array(z.string()),
  /** It is a training example too. */
  isExample: z.boolean(),
});
export type SafetyEvent = z.infer<typeof SafetyEvent>;
/** `GET safety/events?…` → newest first. `handled`: confirmed or false positive. `rule`: as in `SafetyHit`. */
export const SafetyEventsQuery = z.object({
  status: z.enum(['open', 'handled', 'all']).default('open'),
  direction: z.enum(['input', 'output']).optional(),
  verdict: SafetyVerdict.exclude(['clean']).optional(),
  rule: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(30),
  /** `next` of the page before. */
  cursor: z.string().max(200).optional(),
});
export type SafetyEventsQuery = z.input<typeof SafetyEventsQuery>;
export const SafetyEventPage = z.object({ items: z.array(SafetyEvent), next: z.string().optional() });
export type SafetyEventPage = z.infer<typeof SafetyEventPage>;
/** `POST safety/events/:id/reveal` → the text as it was written, for owners and reviewers; that it was read is audited. */
export const SafetyEventText = z.object({ text: z.string(), hits: z.array(SafetyHit) });
export type SafetyEventText = z.infer<typeof SafetyEventText>;

/**
 * `POST safety/events/:id/review` → `SafetyEvent`; 409 `safety-event-handled` unless it is open. `allow`: what to put on the
 * allow-list: `matched` for the words that were hit, as written, or for the whole text where it was judged as one; or other words around them (422 `allowance-covers-nothing`
 * where they cover no hit). `asExample`: keep the masked text as a training example, labelled by the decision.
 */
export const ReviewSafetyEvent = z.discriminatedUnion('decision', [
  z.object({ decision: z.literal('confirm'), asExample: z.boolean().default(false) }),
  z.object({
    decision: z.literal('false-positive'),
    allow: z.union([z.literal('matched'), z.array(Text.max(SAFETY_LIMITS.wordLength)).min(1).max(10)]).optional(),
    asExample: z.boolean().default(false),
  }),
]);
export type ReviewSafetyEvent = z.input<typeof ReviewSafetyEvent>;
/** `POST safety/events/:id/reopen` → `SafetyEvent`: undoes the review, with what it put on the allow-list and among the examples. */

/** `GET safety/allowances` → `Allowance[]`; `POST` → 201; `DELETE safety/allowances/:id` → 204. Words that are never hit here. */
export const AddAllowance = z.object({
  word: Text.max(SAFETY_LIMITS.wordLength),
  direction: SafetyDirection.default('input'),
});
export type AddAllowance = z.input<typeof AddAllowance>;
export const Allowance = z.object({
  id: z.string(),
  word: z.string(),
  direction: SafetyDirection,
  /** The review it came of. */
  eventId: z.string().optional(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
});
export type Allowance = z.infer<typeof Allowance>;

/** `GET safety/examples` → newest first, 200 at most; `DELETE safety/examples/:id` → 204; `GET safety/examples/export` → JSONL file. */
export const SafetyExample = z.object({
  id: z.string(),
  /** With personal data masked. */
  text: z.string(),
  direction: z.enum(['input', 'output']),
  /** `clean`: rules were wrong about it. */
  label: z.enum(['harmful', 'clean']),
  category: z.string(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
});
export type SafetyExample = z.infer<typeof SafetyExample>;

/**
 * `POST safety/projection` → what a rule would have done to the last seven days. Give a draft, or the id of a saved rule, or both: the
 * draft in the place of that rule. Nothing is stored; it ends when the caller goes away.
 */
export const ProjectSafetyRule = z
  .object({ ruleId: z.string().max(64).optional(), draft: DraftSafetyRule.optional() })
  .refine(({ ruleId, draft }) => ruleId ?? draft, 'ruleId or draft is needed');
export type ProjectSafetyRule = z.input<typeof ProjectSafetyRule>;
export const SafetyProjection = z.object({
  days: z.int(),
  /** Customer messages, answers, or both, as the rule's direction says. */
  screened: z.int(),
  hit: z.int(),
  /** hit / screened; 0 where nothing was screened. */
  share: z.number(),
  /** Texts that passed and would have been blocked. */
  newlyBlocked: z.int(),
  /** Texts that were blocked and would have passed. */
  released: z.int(),
  /** Not all of the seven days: time or number ran out; the newest were taken. */
  isPartial: z.boolean(),
  samples: z.array(
    z.object({
      turnId: z.string(),
      direction: z.enum(['input', 'output']),
      excerpt: z.string(),
      hits: z.array(SafetyHit),
      at: z.iso.datetime(),
    }),
  ),
});
export type SafetyProjection = z.infer<typeof SafetyProjection>;

/** `POST safety/try` → what the rules in force would do to a text. Nothing is stored. */
export const TrySafety = z.object({ text: z.string().min(1).max(4_000), direction: z.enum(['input', 'output']) });
export type TrySafety = z.infer<typeof TrySafety>;
export const SafetyTrial = z.object({ verdict: SafetyVerdict, reason: z.string(), hits: z.array(SafetyHit) });
export type SafetyTrial = z.infer<typeof SafetyTrial>;

/** `GET safety/figures?days=7|30` → rules with at least one hit, most hits first. Days are UTC, oldest first, today last. */
export const SafetyFiguresQuery = z.object({ days: z.enum(['7', '30']).default('7') });
export type SafetyFiguresQuery = z.input<typeof SafetyFiguresQuery>;
export const SafetyFigures = z.object({
  days: z.array(z.iso.date()),
  rules: z.array(
    z.object({
      /** As in `SafetyHit`. */
      rule: z.string(),
      ruleName: z.string().optional(),
      /** The rule was deleted. */
      isGone: z.boolean(),
      total: Counts,
      byDay: z.array(Counts),
    }),
  ),
});
export type SafetyFigures = z.infer<typeof SafetyFigures>;
