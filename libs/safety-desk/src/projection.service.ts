import type { DraftSafetyRule, ProjectSafetyRule, SafetyProjection } from '@zhike/contracts';
import { type Clock, type Database, newId } from '@zhike/platform';
import type { MaskText, PastTurn, PastTurns, Projected, RuleScreen, ScreeningRule } from '@zhike/ports';
import type { z } from 'zod';
import { SqlRuleStore } from './rule.store.js';
import { keyOf, screeningRule } from './rules.in-force.js';
import { SafetyError } from './safety.errors.js';
import type { RuleNames } from './safety.views.js';
import { showHits } from './safety.views.js';

export interface ProjectionParts {
  readonly database: Database;
  readonly screen: RuleScreen;
  readonly turns: PastTurns;
  readonly mask: MaskText;
  readonly clock: Clock;
}

export interface ProjectionLimits {
  readonly turns: number;
  readonly ms: number;
}

const DAYS = 7;
const LIMITS: ProjectionLimits = { turns: 20_000, ms: 8_000 };
const PAGE = 200;
const SAMPLES = 20;

type Asked = z.output<typeof ProjectSafetyRule>;
type Direction = 'input' | 'output';
type Tally = { -readonly [Key in keyof SafetyProjection]: SafetyProjection[Key] };

interface Work {
  readonly directions: readonly Direction[];
  readonly project: (direction: Direction, text: string) => Promise<Projected>;
  readonly names: RuleNames;
  readonly tally: Tally;
}

/** What a rule would have done to the last week, told before it is saved or leaves shadow. Stores nothing. */
export class ProjectionService {
  constructor(
    private readonly parts: ProjectionParts,
    private readonly limits: ProjectionLimits = LIMITS,
  ) {}

  async project(workspaceId: string, asked: Asked, signal: AbortSignal): Promise<SafetyProjection> {
    const { rule, name } = await this.ruleOf(workspaceId, asked);
    const names = new Map(await new SqlRuleStore(this.parts.database).names(workspaceId));
    names.set(rule.key.slice('rule:'.length), { name, isGone: false });
    const work: Work = {
      directions: rule.direction === 'both' ? ['input', 'output'] : [rule.direction],
      project: await this.parts.screen.project(workspaceId, rule),
      names,
      tally: {
        ...{ days: DAYS, screened: 0, hit: 0, share: 0, newlyBlocked: 0, released: 0 },
        isPartial: false,
        samples: [],
      },
    };
    await this.goBack(workspaceId, work, signal);
    const { tally } = work;
    return { ...tally, share: tally.screened ? tally.hit / tally.screened : 0 };
  }

  /** A rule that is saved is taken as it is, whatever its mode; a draft with its id takes its place. */
  private async ruleOf(workspaceId: string, { ruleId, draft }: Asked): Promise<{ rule: ScreeningRule; name: string }> {
    if (draft) {
      this.assertWords(draft);
      return { rule: draftRule(ruleId ?? newId(), draft), name: draft.name };
    }
    const row = await new SqlRuleStore(this.parts.database).find(workspaceId, ruleId ?? '');
    const rule = row && screeningRule({ ...row, mode: 'shadow', expiresAt: null }, this.parts.database);
    if (!rule) throw new SafetyError('safety-rule-not-found', 'There is no such rule in this workspace.');
    return { rule, name: row.name };
  }

  private assertWords({ words, kind }: DraftSafetyRule): void {
    const flaws = words.flatMap((word) => this.parts.screen.flawOf(word, kind === 'phrases') ?? []);
    if (flaws.length) throw new SafetyError('safety-words-refused', `${flaws.slice(0, 5).join('; ')}.`);
  }

  private async goBack(workspaceId: string, work: Work, signal: AbortSignal): Promise<void> {
    const since = new Date(this.parts.clock.now().getTime() - DAYS * 86_400_000);
    const until = performance.now() + this.limits.ms;
    let after: PastTurn | undefined;
    for (let seen = 0; ; seen += PAGE) {
      const page: PastTurn[] = await this.parts.turns.page(workspaceId, since, PAGE, after);
      for (const turn of page) await this.look(turn, work);
      if (page.length < PAGE) return;
      // Whoever asked may be gone, and others wait for this thread.
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
      if (seen + PAGE >= this.limits.turns || performance.now() > until) {
        work.tally.isPartial = true;
        return;
      }
      after = page.at(-1);
    }
  }

  private async look(turn: PastTurn, { directions, project, names, tally }: Work): Promise<void> {
    for (const direction of directions) {
      const text = direction === 'input' ? turn.question : turn.answer;
      if (!text) continue;
      tally.screened++;
      const { found, wouldBlock } = await project(direction, text);
      const hits = found.hits.filter(({ effect }) => effect.startsWith('shadow-'));
      if (!hits.length) continue;
      tally.hit++;
      const isBlocked = found.verdict === 'blocked';
      if (wouldBlock && !isBlocked) tally.newlyBlocked++;
      if (!wouldBlock && isBlocked) tally.released++;
      if (tally.samples.length >= SAMPLES) continue;
      const masked = await this.parts.mask(text);
      const placed = showHits(
        hits.map((hit) => ({ ...hit, ...masked.place(hit) })),
        names,
      );
      const { turnId, at } = turn;
      tally.samples.push({ turnId, direction, excerpt: masked.text, hits: placed, at: at.toISOString() });
    }
  }
}

function draftRule(id: string, { direction, words, kind, category, severity }: DraftSafetyRule): ScreeningRule {
  return {
    ...{ id, key: keyOf(id), direction, mode: 'shadow', wordCount: words.length, hasGaps: kind === 'phrases' },
    // Never equal to what a saved rule was built of.
    stamp: `draft:${newId()}`,
    words: async () => words.map((word) => ({ word, category, severity })),
  };
}
