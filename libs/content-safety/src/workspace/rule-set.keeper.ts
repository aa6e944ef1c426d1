import type { Clock, Logger } from '@zhike/platform';
import type { RulesInForce, WorkspaceRules } from '@zhike/ports';
import { EMPTY_RULES, type RuleSet } from './rule-set.js';
import { buildRuleSet } from './rule-set.builder.js';

export interface RuleSetKeeperParts {
  readonly rules: WorkspaceRules;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly build?: typeof buildRuleSet;
}

/** What another process changed is seen so late at most, and the time it takes to build. */
const LOOK_AGAIN_MS = 1_000;
const TRY_AGAIN_MS = 60_000;
/** Of all workspaces together; a word takes about 300 bytes. Those asked least lately are built again when they are needed. */
const MOST_WORDS = 1_000_000;
const MOST_WORKSPACES = 1_000;

interface Kept {
  set: RuleSet;
  /** Undefined: nothing was read yet. */
  revision?: number;
  lookedAt: number;
  building?: Promise<void>;
  problem?: string;
  failedAt?: number;
  since?: Date;
}

/**
 * Holds the rule sets of the workspaces that are asked. When a workspace's rules have moved, another set is built beside the one in use
 * and takes its place in one step; where that fails, the former stays and the console is told why.
 */
export class RuleSetKeeper {
  /** The least lately asked first. */
  private readonly kept = new Map<string, Kept>();
  /** One is built at a time: building takes a whole core. */
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly parts: RuleSetKeeperParts) {}

  /** Builds what all workspaces have, one after the other, so that no first message waits for it. */
  async prepare(): Promise<void> {
    try {
      for (const workspaceId of (await this.parts.rules.workspaces()).slice(0, MOST_WORKSPACES))
        await this.of(workspaceId);
    } catch (error) {
      this.parts.logger.warn({ reason: reasonOf(error) }, 'safety rules will be built when they are first needed');
    }
  }

  /** What screens now. Waits only for the first set of a workspace. */
  async of(workspaceId: string): Promise<RuleSet> {
    const kept = this.touch(workspaceId);
    if (kept.revision === undefined) await this.bring(workspaceId, kept);
    else if (performance.now() - kept.lookedAt > LOOK_AGAIN_MS) await this.look(workspaceId, kept);
    return kept.set;
  }

  /** Resolves when the rules as they are saved now are in force, or cannot be. */
  async refresh(workspaceId: string): Promise<RulesInForce> {
    const kept = this.touch(workspaceId);
    // What is being built may have been read before the change.
    await kept.building;
    await this.bring(workspaceId, kept);
    return this.stateOf(workspaceId);
  }

  stateOf(workspaceId: string): RulesInForce {
    const kept = this.kept.get(workspaceId);
    const since = kept?.since ? { since: kept.since } : {};
    if (kept?.problem !== undefined) return { state: 'failed', problem: kept.problem, ...since };
    return { state: kept?.building ? 'building' : 'in-force', ...since };
  }

  private touch(workspaceId: string): Kept {
    const kept = this.kept.get(workspaceId) ?? { set: EMPTY_RULES, lookedAt: 0 };
    this.kept.delete(workspaceId);
    this.kept.set(workspaceId, kept);
    return kept;
  }

  /** Begins to build where the rules have moved; the set in use goes on meanwhile. */
  private async look(workspaceId: string, kept: Kept): Promise<void> {
    kept.lookedAt = performance.now();
    if (kept.building) return;
    try {
      const revision = await this.parts.rules.revision(workspaceId);
      const isDue = kept.failedAt !== undefined && performance.now() - kept.failedAt > TRY_AGAIN_MS;
      if (revision !== kept.revision || isDue) void this.bring(workspaceId, kept);
    } catch (error) {
      this.parts.logger.warn(
        { workspaceId, reason: reasonOf(error) },
        'whether safety rules have changed is not known',
      );
    }
  }

  /** Never rejects. Whoever asks while it is at work waits for the same. */
  private bring(workspaceId: string, kept: Kept): Promise<void> {
    kept.building ??= this.inTurn(() => this.build(workspaceId, kept)).finally(() => delete kept.building);
    return kept.building;
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.last.then(work);
    this.last = done;
    return done;
  }

  private async build(workspaceId: string, kept: Kept): Promise<void> {
    const { rules, clock, logger, build = buildRuleSet } = this.parts;
    kept.lookedAt = performance.now();
    try {
      const { revision, rules: saved } = await rules.read(workspaceId);
      kept.revision = revision;
      kept.set = await build(saved, kept.set);
      kept.since = clock.now();
      delete kept.problem;
      delete kept.failedAt;
      this.makeRoom(workspaceId);
    } catch (error) {
      kept.problem = reasonOf(error);
      kept.failedAt = performance.now();
      logger.error({ workspaceId, reason: kept.problem }, 'safety rules could not be built; the former stay in force');
    }
  }

  private makeRoom(newest: string): void {
    let words = [...this.kept.values()].reduce((sum, { set }) => sum + set.wordCount, 0);
    for (const [workspaceId, { set, building }] of this.kept) {
      if (words <= MOST_WORDS && this.kept.size <= MOST_WORKSPACES) return;
      if (workspaceId === newest || building) continue;
      this.kept.delete(workspaceId);
      words -= set.wordCount;
    }
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
