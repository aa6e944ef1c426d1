import type { KnowledgeQuery } from '@zhike/ports';
import type { EntityMention, GraphScope, GraphStore } from './graph.store.js';

/** An entity the question is about, or may be about. */
export interface LinkedEntity {
  readonly entity: string;
  /** As the text names it, folded. */
  readonly mention: EntityMention;
  /** 1 when the question names it itself; less the further back it was named. */
  readonly weight: number;
  readonly isNamed: boolean;
}

/** What the conversation spoke of, against what the question names itself. */
const UNNAMED = 0.7;
/** Each step back in the conversation is worth this much of the step before it. */
const FADING = 0.88;
/** Within one utterance, a name said earlier than another is a little less likely to be meant. */
const SAID_BEFORE = 0.98;
const MOST = 12;

/** Entities named in the question, and behind them those the conversation spoke of, nearest first. */
export async function linkEntities(
  graph: GraphStore,
  scope: GraphScope,
  { question, earlier }: KnowledgeQuery,
): Promise<readonly LinkedEntity[]> {
  const linked = new Map<string, LinkedEntity>();
  for (const [stepsBack, text] of [question, ...earlier.map((utterance) => utterance.text)].entries()) {
    if (linked.size >= MOST) break;
    const isNamed = stepsBack === 0;
    const weight = isNamed ? 1 : UNNAMED * FADING ** (stepsBack - 1);
    const found = await graph.findMentions(scope, text);
    for (const [place, mention] of [...found].reverse().entries())
      if (!linked.has(mention.entity))
        linked.set(mention.entity, {
          entity: mention.entity,
          mention,
          weight: weight * SAID_BEFORE ** place,
          isNamed,
        });
  }
  return [...linked.values()].slice(0, MOST);
}
