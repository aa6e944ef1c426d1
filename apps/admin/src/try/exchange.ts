import { TestAnswer, type TestQuestion } from '@zhike/contracts';
import { z } from 'zod';

export const Exchange = z.object({ id: z.string(), question: z.string(), answer: TestAnswer });
/** One question of the panel and what came of it. */
export type Exchange = z.infer<typeof Exchange>;

export const Panel = z.object({
  exchanges: z.array(Exchange),
  keepsHistory: z.boolean(),
  /** Groups the asking customer is taken to belong to. */
  audiences: z.array(z.string()).default([]),
});
export type Panel = z.infer<typeof Panel>;
export const EMPTY_PANEL: Panel = { exchanges: [], keepsHistory: true, audiences: [] };

type History = NonNullable<TestQuestion['history']>;

/** The contract takes forty turns of four thousand characters: the latest count most. */
const MOST_TURNS = 40;
const MOST_CHARACTERS = 4_000;

/** What was said so far, as a conversation would hold it. */
export function historyOf(exchanges: readonly Exchange[]): History {
  return exchanges
    .flatMap(({ question, answer }): History => {
      const said = [...answer.sentences.map(({ text }) => text), ...answer.choices].join('\n');
      return [
        { role: 'customer', text: cut(question) },
        ...(said ? [{ role: 'agent' as const, text: cut(said) }] : []),
      ];
    })
    .slice(-MOST_TURNS);
}

const cut = (text: string) => text.slice(0, MOST_CHARACTERS);
