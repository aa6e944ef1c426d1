import type { EventHandler, Logger } from '@zhike/platform';
import type { Embedder, PublishedPolicies, PublishedVersion } from '@zhike/ports';
import { wordsOf } from './clause.words.js';
import type { ClauseVector, GraphPolicy, GraphStore } from './graph.store.js';

/** Another publication of the same policy came between reading and writing; more often than this it is left to the next try. */
const MOST_ROUNDS = 5;

/** Writes what is published into the graph. Idempotent: what it writes is always all that stands of a policy now. */
export class GraphProjector {
  constructor(
    private readonly graph: GraphStore,
    private readonly published: PublishedPolicies,
    private readonly embedder: Embedder,
    private readonly logger: Logger,
  ) {}

  /** Hears `policy.published`. A graph that is away makes it fail, and the relay comes again. */
  readonly onPolicyPublished: EventHandler = ({ workspaceId, data }) => {
    const { policyId } = data as { policyId?: unknown };
    if (typeof policyId !== 'string') throw new Error('policy.published names no policy');
    return this.project(workspaceId, policyId);
  };

  /**
   * Two processes may hear of two publications of one policy at once, and the slower one would write the older state last:
   * so each looks again after it has written, and writes again when the state has moved.
   */
  async project(workspaceId: string, policyId: string): Promise<void> {
    let versions = await this.published.versionsOf(policyId);
    for (let round = 0; round < MOST_ROUNDS; round++) {
      await this.graph.replacePolicy(await this.prepare(workspaceId, policyId, versions));
      const now = await this.published.versionsOf(policyId);
      if (stateOf(now) === stateOf(versions)) return;
      versions = now;
    }
    throw new Error(`policy ${policyId} is being published faster than it can be projected`);
  }

  /** Throws the graph away, of one workspace or whole, and makes it again. Answers how many policies there are. */
  async rebuild(workspaceId: string | undefined, progress: (done: number, total: number) => void): Promise<number> {
    const policies = await this.published.policyIds(workspaceId);
    await this.graph.clear(workspaceId);
    let done = 0;
    for (const policyId of policies) {
      const [version] = await this.published.versionsOf(policyId);
      if (version) await this.project(version.workspaceId, policyId);
      progress(++done, policies.length);
    }
    return policies.length;
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
      version.clauses.map((clause) => ({
        clauseId: clause.id,
        text: wordsOf({ policyTitle: version.policyTitle, ...clause }),
      })),
    );
    const embedded = await this.embedder.embed(
      clauses.map(({ text }) => text),
      { locale, as: 'passage' },
    );
    if (!embedded) {
      this.logger.warn({ policyId, model }, 'projected without vectors; rebuild the graph when the model is there');
      return { ...policy, vectors: [] };
    }
    const vectors = clauses.flatMap(({ clauseId }, place): ClauseVector[] => {
      const vector = embedded[place];
      return vector ? [{ clauseId, vector }] : [];
    });
    return { ...policy, model, vectors };
  }
}

const stateOf = (versions: readonly PublishedVersion[]) =>
  versions
    .map(
      ({ versionId, effectiveFrom, effectiveTo }) =>
        `${versionId} ${+effectiveFrom} ${effectiveTo ? +effectiveTo : ''}`,
    )
    .join('\n');
