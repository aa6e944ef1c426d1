import { createHash } from 'node:crypto';
import { KINDS } from '@zhike/content-safety';
import { mulberry32 } from '@zhike/evaluation';
import { Locale } from '@zhike/contracts';
import { z } from 'zod';

/** Sentences of our own making: frames whose slots are filled at random, `per` of them for each filler of the first slot. */
export const ExampleGroup = z.object({
  label: z.enum(['harm', 'abuse', 'jailbreak', 'inject', 'care', 'fine', 'customer', 'off-topic', 'document']),
  locale: Locale,
  category: z.string().min(1),
  /** What the harm or the abuse is about; left out where the group has several. */
  kind: z.enum(KINDS).optional(),
  per: z.number().int().positive(),
  frames: z.array(z.string().min(1)).min(1),
  fill: z.record(z.string(), z.array(z.string().min(1)).min(1)),
});
export type ExampleGroup = z.infer<typeof ExampleGroup>;

export interface Example {
  readonly text: string;
  readonly locale: Locale;
  readonly label: ExampleGroup['label'];
  readonly kind?: ExampleGroup['kind'];
  readonly source: string;
}

/** Equal groups and seed give equal sentences; a group that is added changes none of the others. */
export function makeExamples(groups: readonly ExampleGroup[], seed: number): Example[] {
  const made = new Map<string, Example>();
  for (const { label, locale, category, kind, per, frames, fill } of groups) {
    const pick = pickerOf(`${seed} ${locale} ${label} ${category}`);
    const [first] = Object.keys(fill);
    for (const filler of fill[first ?? ''] ?? [])
      for (let count = 0; count < per; count++) {
        const text = pick(frames).replaceAll(/\{(\w+)\}/gu, (_, slot: string) =>
          slot === first ? filler : pick(fill[slot] ?? [slot]),
        );
        const example: Example = { text: capitalised(text), locale, label, kind, source: `own:${category}` };
        made.set(`${locale} ${example.text}`, example);
      }
  }
  return [...made.values()];
}

function pickerOf(name: string) {
  const random = mulberry32(createHash('sha256').update(name).digest().readUInt32LE(0));
  return <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  };
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
