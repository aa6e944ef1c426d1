import { z } from 'zod';

/** Which answers a model writes: those of one clause, or those that join several. */
export const ModelSize = z.enum(['simple', 'hard']);
export type ModelSize = z.infer<typeof ModelSize>;

/** For a million tokens, in the currency in which the shop counts. */
export const ModelPrice = z.object({ input: z.number().min(0).max(1e6), output: z.number().min(0).max(1e6) });
export type ModelPrice = z.infer<typeof ModelPrice>;

const Milliseconds = z.int().min(100).max(120_000);
/** Each left out: the product's own. */
export const ModelTimeouts = z.object({
  connect: Milliseconds.optional(),
  firstText: Milliseconds.optional(),
  betweenTexts: Milliseconds.optional(),
});
export type ModelTimeouts = z.infer<typeof ModelTimeouts>;

/** What is told of a stored key. The key itself is never told. */
export const StoredKey = z.object({
  /** Absent of a key so short that it would tell too much. */
  lastFour: z.string().optional(),
  setAt: z.iso.datetime(),
  /** False: it was stored under a SECRETS_KEY that is not here any more. */
  isReadable: z.boolean(),
});
export type StoredKey = z.infer<typeof StoredKey>;

/** A chat model that a workspace itself has set up. */
export const OwnModel = z.object({
  id: z.string(),
  /** In traces and on pages. */
  name: z.string(),
  size: ModelSize,
  url: z.string(),
  model: z.string(),
  price: ModelPrice.optional(),
  timeoutsMs: ModelTimeouts,
  /** Absent: it is asked without one. */
  key: StoredKey.optional(),
  /** `resting`: this process has found it away and leaves it alone for a while. `key-unreadable`: it is not asked. */
  state: z.enum(['ready', 'resting', 'key-unreadable']),
  updatedBy: z.string(),
  updatedAt: z.iso.datetime(),
});
export type OwnModel = z.infer<typeof OwnModel>;

/** `GET models`, `PUT models/order`. */
export const OwnModels = z.object({
  /** In the order in which they are asked. */
  models: z.array(OwnModel),
  /** Who writes answers now: the workspace's own models, those of the environment, or the composer alone. */
  writtenBy: z.enum(['own', 'environment', 'composer']),
  /** Names of the environment's models; they write where a workspace has none. */
  environment: z.array(z.string()),
  /** Without it no key can be stored. */
  hasSecretsKey: z.boolean(),
  /** Models on loopback and private networks may be named. */
  allowsPrivate: z.boolean(),
});
export type OwnModels = z.infer<typeof OwnModels>;

const Text = z.string().trim().min(1);
/** Header values are visible ASCII; anything else is not a key but a slip. */
const ModelKey = z
  .string()
  .trim()
  .min(4)
  .max(500)
  .regex(/^[\x21-\x7e]+$/, 'a key has no spaces and only letters, digits and signs of ASCII');

/** `POST models` → 201 `OwnModel`. */
export const AddOwnModel = z.object({
  /** Left out: as the model is called. */
  name: Text.max(80).optional(),
  size: ModelSize.default('hard'),
  /** The endpoint's base address; `/chat/completions` is added. */
  url: z.url({ protocol: /^https?$/ }).max(500),
  model: Text.max(200),
  price: ModelPrice.optional(),
  timeoutsMs: ModelTimeouts.default({}),
  key: ModelKey.optional(),
});
export type AddOwnModel = z.input<typeof AddOwnModel>;
/** `PATCH models/:id` → `OwnModel`. What is left out stays; `null` removes. A new host wants the key anew: 422 `model-key-needed`. */
export const ChangeOwnModel = z.object({
  name: Text.max(80).optional(),
  size: ModelSize.optional(),
  url: AddOwnModel.shape.url.optional(),
  model: Text.max(200).optional(),
  price: ModelPrice.nullable().optional(),
  timeoutsMs: ModelTimeouts.optional(),
  key: ModelKey.nullable().optional(),
});
export type ChangeOwnModel = z.input<typeof ChangeOwnModel>;
/** All ids, each once; 409 `models-changed` where others came or went meanwhile. */
export const OrderOwnModels = z.object({ ids: z.array(z.string().min(1).max(64)).min(1).max(20) });
export type OrderOwnModels = z.infer<typeof OrderOwnModels>;

/** `POST models/:id/test`: one short prompt, with the settings as they are stored. A model that fails is no failure of the request. */
export const ModelTrial = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('answered'),
    tookMs: z.int(),
    firstTextMs: z.int(),
    text: z.string(),
    promptTokens: z.int(),
    answerTokens: z.int(),
    isEstimated: z.boolean(),
    /** Parameters that it refuses and is asked without. */
    without: z.array(z.string()),
  }),
  z.object({
    result: z.literal('failed'),
    tookMs: z.int(),
    /** Stable, e.g. `model-unauthorised`. */
    code: z.string(),
    message: z.string(),
  }),
]);
export type ModelTrial = z.infer<typeof ModelTrial>;
