import { termsOf } from '@zhike/platform';
import type { Utterance } from '@zhike/ports';
import type { ClauseHit, GraphClause } from '../graph.store.js';

/** The clause that the last answer stood on, and how surely. */
export interface TopicClause {
  readonly clause: GraphClause;
  /** 0–1: 1 where the answer cites it, else the share of the answer's words that the clause holds. */
  readonly strength: number;
  /** The answer was ours and quotes it. */
  readonly isQuoted: boolean;
}

/**
 * A conversation stays with its policy, and often goes on to the next clause. An answer of ours says what it stood on; where
 * that is not known (a replay, a person's answer), it is the clause that holds most of the answer's words.
 */
export function topicClauseOf(answer: Utterance, found: readonly ClauseHit[]): TopicClause | undefined {
  const cited = found.find(({ clause }) => answer.cites?.includes(clause.id));
  if (cited) return { clause: cited.clause, strength: 1, isQuoted: true };
  const [best] = found;
  if (!best) return undefined;
  const said = new Set(termsOf(answer.text));
  const held = new Set(termsOf(`${best.clause.policyTitle} ${best.clause.heading} ${best.clause.text}`));
  const shared = [...said].filter((term) => held.has(term)).length;
  return said.size ? { clause: best.clause, strength: shared / said.size, isQuoted: false } : undefined;
}

/** Distance in reading order was tried as well and told nothing beyond this (policies of government agencies, in dialogues). */
export function isOnTopic(topic: TopicClause | undefined, clause: GraphClause): boolean {
  return topic?.clause.versionId === clause.versionId;
}
