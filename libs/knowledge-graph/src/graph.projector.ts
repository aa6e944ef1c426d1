import { type EventHandler, type Logger, splitSentences } from '@zhike/platform';
import type { Locale } from '@zhike/contracts';
import type { Embedder, PublishedPolicies, PublishedVersion } from '@zhike/ports';
import { wordsOf } from './clause.words.js';
import { sharedVectors } from './cross-lingual/shared.vectors.js';
import { EmbeddingsAwayError } from './graph.errors.js';
import type { ClauseVector, GraphPolicy, GraphStore } from './graph.store.js';

/** Another publication of the same policy came between reading and writing; more often than this it is left to the next try. */
const MOST_ROUNDS = 5;
/** Sentences of a clause that get a vector of their own; a longer clause is a whole document, and its end is rarely asked for. */
const MOST_SENTENCES = 24;
/** Texts handed to the embedder at once, so that a large policy does not keep every question waiting behind it. */
const TEXTS_AT_ONCE = 256;

/** Writes what is published into the graph. Idempotent: what it writes is always all that stands of a policy now. */
export class GraphProjector {
  constructor(
    private readonly graph: GraphStore,
    private readonly published: PublishedPolicies,
    private readonly embedder: Embedder,
    private readonly logger: Logger,
    /** A model that both languages share, for questions in the other language. */
    private readonly shared?: Embedder,
  ) {}

  /** Hears `policy.published`. A graph that is away makes it fail, and the relay comes again. */
  readonly onPolicyPublished: EventHandler = ({ workspaceId, data }) => {
    const { policyId } = data as { policyId?: unknown };
    if (typeof policyId !== 'string') throw new Error('policy.published names no policy');
    return this.project(workspaceId, policyId);
  };

  /**
   * Two processes may hear of two publications of one policy at once, and the slower one would write the older state last:
   * so each looks again after it has written, and writes again when the state has moved. Where the embedding service is away it
   * throws `embeddings-away` at the end: what is published is searched already, and the relay comes again for the vectors.
   */
  async project(workspaceId: string, policyId: string): Promise<void> {
    let versions = await this.published.versionsOf(policyId);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const policy = await this.prepare(workspaceId, policyId, versions);
      await this.graph.replacePolicy(policy);
      // What is published is searched at once; the larger model's vectors follow when they are ready.
      const shared = this.shared && (await sharedVectors(this.shared, versions));
      if (shared) await this.graph.replacePolicy({ ...policy, shared });
      const now = await this.published.versionsOf(policyId);
      if (stateOf(now) === stateOf(versions)) return this.assertEmbedded(policy, shared !== undefined);
      versions = now;
    }
    throw new Error(`policy ${policyId} is being published faster than it can be projected`);
  }

  /** Throws the graph away, of one workspace or whole, and makes it again. Answers how many policies there are. */
  async rebuild(workspaceId: string | undefined, progress: (done: number, total: number) => void): Promise<number> {
    const policies = await this.published.policyIds(workspaceId);
    await this.graph.clear(workspaceId);
    let done = 0;
    let lacking: EmbeddingsAwayError | undefined;
    for (const policyId of policies) {
      const [version] = await this.published.versionsOf(policyId);
      // All policies are to be searched by their words, also while their vectors cannot be made.
      if (version)
        await this.project(version.workspaceId, policyId).catch((error: unknown) => {
          if (!(error instanceof EmbeddingsAwayError)) throw error;
          lacking = error;
        });
      progress(++done, policies.length);
    }
    if (lacking) throw lacking;
    return policies.length;
  }

  /**
   * Vectors that are missing for good are no failure; those that somebody else is to make, and could not just now, are. Whoever was away when
   * they were asked for may be back by now: only a model that is missing is waited for no longer.
   */
  private assertEmbedded({ policyId, versions, vectors }: GraphPolicy, hasShared: boolean): void {
    const locale = versions[0]?.locale;
    const isComing = (embedder: Embedder | undefined) =>
      embedder?.status().some((status) => status.locale === locale && status.state !== 'missing') ?? false;
    const lacksOwn = !vectors.length && isComing(this.embedder);
    const lacksShared = !hasShared && isComing(this.shared);
    if (versions.some(({ clauses }) => clauses.length) && (lacksOwn || lacksShared))
      throw new EmbeddingsAwayError(`policy ${policyId}`);
  }

  private async prepare(
    workspaceId: string,
    policyId: string,
    versions: readonly PublishedVersion[],
  ): Promise<GraphPolicy> {
    const policy = { workspaceId, policyId, versions };
    const locale = versions[0]?.locale;
    const model = locale && this.embedder.modelId(locale);
    if (!locale || model === undefined) return { ...policy, vectors: [] };
    const clauses = versions.flatMap((version) =>
      version.clauses.map((clause) => textsOf(clause, version.policyTitle)),
    );
    const embedded = await this.embed(
      [...new Set(clauses.flatMap(({ text, sentences }) => [text, ...sentences]))],
      locale,
    );
    if (!embedded) {
      this.logger.warn({ policyId, model }, 'projected without vectors; rebuild the graph when the model is there');
      return { ...policy, vectors: [] };
    }
    const vectors = clauses.flatMap(({ clauseId, text, sentences }): ClauseVector[] => {
      const vector = embedded.get(text);
      const ofSentences = sentences.flatMap((sentence) => embedded.get(sentence) ?? []);
      return vector ? [{ clauseId, vector, ...(ofSentences.length ? { sentences: ofSentences } : {}) }] : [];
    });
    return { ...policy, model, vectors };
  }

  /** Vectors by text; undefined when there is no model. */
  private async embed(texts: readonly string[], locale: Locale): Promise<Map<string, Float32Array> | undefined> {
    const vectors = new Map<string, Float32Array>();
    for (let start = 0; start < texts.length; start += TEXTS_AT_ONCE) {
      const batch = texts.slice(start, start + TEXTS_AT_ONCE);
      const embedded = await this.embedder.embed(batch, { locale, as: 'passage' });
      if (!embedded) return undefined;
      embedded.forEach((vector, place) => vectors.set(batch[place] ?? '', vector));
    }
    return vectors;
  }
}

/** What is embedded of a clause: itself with what stands above it, and its sentences where there are several. */
function textsOf({ id, text, ...named }: PublishedVersion['clauses'][number], policyTitle: string) {
  const sentences = splitSentences(text).slice(0, MOST_SENTENCES);
  return {
    clauseId: id,
    text: wordsOf({ policyTitle, ...named, text }),
    sentences: sentences.length > 1 ? sentences : [],
  };
}

const stateOf = (versions: readonly PublishedVersion[]) =>
  versions
    .map(
      ({ versionId, effectiveFrom, effectiveTo }) =>
        `${versionId} ${+effectiveFrom} ${effectiveTo ? +effectiveTo : ''}`,
    )
    .join('\n');
