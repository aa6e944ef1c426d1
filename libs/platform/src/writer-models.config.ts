import { z } from 'zod';
import { Secret } from './secret.js';

const Milliseconds = z.int().min(10).max(600_000);
const Price = z.strictObject({ input: z.number().min(0), output: z.number().min(0) });

/** What stands in an address is shown and logged. */
export const hasNoCredentials = (url: string) => {
  if (!URL.canParse(url)) return true; // said already
  const { username, password } = new URL(url);
  return !username && !password;
};

/** One model that may write. Where it is: an endpoint (`url` and `model`), or on this machine (`onnx`). */
const Entry = z
  .strictObject({
    /** In traces and metrics; else `model` or `onnx`. */
    name: z.string().min(1).max(80).optional(),
    /** Which answers it writes. */
    for: z.enum(['simple', 'hard']).default('hard'),
    url: z
      .url({ protocol: /^https?$/ })
      .refine(hasNoCredentials, 'the address must not carry a name or password')
      .optional(),
    model: z.string().min(1).max(200).optional(),
    key: z
      .string()
      .regex(/^[A-Z][A-Z0-9_]*$/, 'expected the name of a variable that holds the key, never the key itself')
      .optional(),
    onnx: z.string().min(1).optional(),
    /** For a million tokens. */
    price: Price.optional(),
    timeoutsMs: z
      .strictObject({ connect: Milliseconds, firstText: Milliseconds, betweenTexts: Milliseconds })
      .partial()
      .optional(),
  })
  .refine(({ url, onnx }) => (url === undefined) !== (onnx === undefined), 'expected either `url` or `onnx`')
  .refine(({ url, model }) => (url === undefined) === (model === undefined), '`url` and `model` belong together')
  .refine(
    ({ url, key, timeoutsMs }) => url !== undefined || (!key && !timeoutsMs),
    '`key` and `timeoutsMs` need `url`',
  );
type Entry = z.infer<typeof Entry>;

const Entries = z
  .array(Entry)
  .min(1)
  .max(8)
  .refine((entries) => new Set(entries.map(nameOf)).size === entries.length, 'two models have one name');

/** The text of the variable; a value that is no JSON is not repeated. */
export const WriterModelsText = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue({ code: 'custom', message: 'expected a list in JSON' });
      return z.NEVER;
    }
  })
  .pipe(Entries);

/** A model that may write, in the order in which they are asked. */
export type WriterModel = Readonly<Omit<Entry, 'name' | 'key'>> & {
  readonly name: string;
  readonly key?: Secret;
};

function nameOf({ name, model, onnx }: Entry): string {
  return name ?? model ?? onnx ?? '';
}

/** Reads the keys from the variables that are named. Throws for one that is not set; of its name nothing is said, in case it is a key. */
export function writerModelsOf(entries: readonly Entry[] = [], env: NodeJS.ProcessEnv): readonly WriterModel[] {
  return entries.map(({ key, ...entry }, place) => {
    const value = key === undefined ? undefined : env[key];
    if (key !== undefined && !value)
      throw new Error(`✖ the variable named by \`key\` is not set\n  → at WRITER_MODELS[${place}].key`);
    return { ...entry, name: nameOf(entry), ...(value ? { key: new Secret(value) } : {}) };
  });
}
