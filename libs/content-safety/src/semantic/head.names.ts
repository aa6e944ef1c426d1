/**
 * What the heads tell apart. `inject` is asked of sentences of documents only: a question is what a customer writes, and
 * strange in a policy.
 */
export const HEADS = ['harm', 'abuse', 'jailbreak', 'care', 'inject'] as const;
export type Head = (typeof HEADS)[number];

/** Heads that stop a customer's message. */
export const STOPPING = ['harm', 'abuse', 'jailbreak'] as const satisfies readonly Head[];
