import type { ClauseVector, GraphPolicy, GraphScope, GraphStore } from '@zhike/knowledge-graph';
import { newId } from '@zhike/platform';
import type { PublishedVersion } from '@zhike/ports';

/** A store on real ground. `another` is what a second process would open on the same data. */
export interface GraphGround {
  readonly store: GraphStore;
  another(): GraphStore;
  close(): Promise<void>;
}

export const day = (number: number) => new Date(Date.UTC(2026, 5, number));
/** The moment asked about when a test does not speak of time. */
export const TODAY = day(15);

export interface ClauseInput {
  readonly heading?: string;
  readonly path?: readonly string[];
  readonly text: string;
  readonly key?: string;
  readonly vector?: readonly number[];
  /** Vectors of its sentences. */
  readonly sentences?: readonly (readonly number[])[];
}

export interface VersionInput {
  readonly from?: Date;
  readonly to?: Date;
  readonly title?: string;
  readonly audiences?: readonly string[];
  readonly clauses?: readonly (ClauseInput | string)[];
  readonly facts?: readonly (readonly [entity: string, relation: string, value: string])[];
}

export interface PolicyInput extends VersionInput {
  readonly workspaceId: string;
  readonly locale?: 'zh' | 'en';
  readonly policyId?: string;
  /** Several versions instead of one. */
  readonly versions?: readonly VersionInput[];
  readonly model?: string;
}

/** A policy as the projector hands it over: ids are made, positions count from 0. */
export function policyOf({ workspaceId, locale = 'zh', policyId = newId(), versions, model, ...only }: PolicyInput) {
  const vectors: ClauseVector[] = [];
  const made = (versions ?? [only]).map((input, place): PublishedVersion => {
    const clauses = (input.clauses ?? []).map((clause, position) => {
      const { vector, sentences, ...written }: ClauseInput = typeof clause === 'string' ? { text: clause } : clause;
      const id = newId();
      const ofSentences = sentences ? { sentences: sentences.map(unit) } : {};
      if (vector) vectors.push({ clauseId: id, vector: unit(vector), ...ofSentences });
      return { id, position, key: String(position), heading: '', path: [], ...written };
    });
    return {
      ...{ workspaceId, policyId, locale, clauses },
      policyTitle: input.title ?? '规则',
      kind: input.facts ? 'catalogue' : 'policy',
      versionId: newId(),
      version: place + 1,
      effectiveFrom: input.from ?? day(1),
      ...(input.to ? { effectiveTo: input.to } : {}),
      ...(input.audiences ? { audiences: input.audiences } : {}),
      facts: (input.facts ?? []).map(([entity, relation, value], position) => ({
        ...{ id: newId(), position, entity, relation, value },
      })),
    };
  });
  return { workspaceId, policyId, versions: made, vectors, ...(model === undefined ? {} : { model }) };
}

export async function publish(store: GraphStore, input: PolicyInput): Promise<GraphPolicy> {
  const policy = policyOf(input);
  await store.replacePolicy(policy);
  return policy;
}

export function scopeOf(workspaceId: string, more: Partial<GraphScope> = {}): GraphScope {
  return { workspaceId, locale: 'zh', at: TODAY, ...more };
}

export function unit(values: readonly number[]): Float32Array {
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

export async function textsFound(
  store: GraphStore,
  scope: GraphScope,
  question: string,
  limit = 10,
): Promise<string[]> {
  const hits = await store.searchText(scope, [{ text: question, weight: 1 }], limit);
  return hits.map(({ clause }) => clause.text);
}

export async function nearestTexts(store: GraphStore, scope: GraphScope, vector: readonly number[], model = 'model-a') {
  const hits = await store.searchVectors(scope, unit(vector), model, 10);
  return hits.map(({ clause }) => clause.text);
}
