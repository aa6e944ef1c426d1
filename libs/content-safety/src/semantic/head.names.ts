/**
 * What the heads tell apart. `inject` is asked of sentences of documents only: a question is what a customer writes, and
 * strange in a policy. `off-topic` is what no shop's assistant is there for, whatever the shop: poems, homework, trivia, company.
 */
export const HEADS = ['harm', 'abuse', 'jailbreak', 'care', 'inject', 'off-topic'] as const;
export type Head = (typeof HEADS)[number];

/** Heads that stop a customer's message. */
export const STOPPING = ['harm', 'abuse', 'jailbreak'] as const satisfies readonly Head[];

/** What a message that was stopped for harm or abuse is about. They stop nothing themselves: the surest one names it. */
export const KINDS = [
  'violence',
  'crime',
  'cyber',
  'privacy',
  'rights',
  'discrimination',
  'sexual',
  'disinformation',
  'insult',
] as const;
export type Kind = (typeof KINDS)[number];

/** Of the network, in this order. */
export const OUTPUTS = [...HEADS, ...KINDS] as const;
export type Output = (typeof OUTPUTS)[number];

/** In the order of `OUTPUTS` (or of those that are asked): what each is to say, and nothing where a text tells it nothing. */
export type Targets = readonly (0 | 1 | undefined)[];
