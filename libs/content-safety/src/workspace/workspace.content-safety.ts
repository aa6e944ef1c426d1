import { isJudgement } from '@zhike/contracts';
import type { Clock } from '@zhike/platform';
import type {
  ContentSafety,
  Finding,
  Place,
  Projected,
  RuleScreen,
  RulesInForce,
  Screening,
  ScreeningLog,
  ScreeningRule,
  Verdict,
} from '@zhike/ports';
import { isCovered, isLiveAllow, judge, type Span, takenBack } from './finding.js';
import { EMPTY_RULES, type OwnHit, type RuleSet } from './rule-set.js';
import { buildRuleSet } from './rule-set.builder.js';
import type { RuleSetKeeper } from './rule-set.keeper.js';
import { coveringWords, flawOfWord } from './rule.words.js';

export interface WorkspaceSafetyParts {
  /** What holds for every shop. */
  readonly house: ContentSafety;
  readonly keeper: RuleSetKeeper;
  readonly clock: Clock;
  readonly log?: ScreeningLog;
}

type Direction = 'input' | 'output';

/** An allowed phrase may let a second hit of the house be seen, and that a third. */
const MOST_TRIES = 4;
/** Stands for a character that the house is not shown; part of no word, and no gap in one. */
const UNSEEN = '\ufffc';

/** The rails of the house with what a workspace blocks, watches, tries out and allows for itself. */
export class WorkspaceContentSafety implements ContentSafety, RuleScreen {
  constructor(private readonly parts: WorkspaceSafetyParts) {}

  /** The same rules for whoever tests or measures: nothing is kept. */
  get unrecorded(): ContentSafety {
    const { log: _log, ...parts } = this.parts;
    return new WorkspaceContentSafety(parts);
  }

  screenInput(text: string, about: Screening): Promise<Verdict> {
    return this.screen('input', text, about);
  }

  screenOutput(text: string, about: Screening): Promise<Verdict> {
    return this.screen('output', text, about);
  }

  private async screen(direction: Direction, text: string, about: Screening): Promise<Verdict> {
    const { workspaceId, turnId } = about;
    const rules = workspaceId === undefined ? EMPTY_RULES : await this.parts.keeper.of(workspaceId);
    const { house, found } = await this.find(direction, text, about, rules);
    if (workspaceId !== undefined && turnId !== undefined)
      this.parts.log?.keep({ workspaceId, turnId, direction, text, found });
    return verdictOf(house, found);
  }

  private async find(
    direction: Direction,
    text: string,
    about: Screening,
    rules: RuleSet,
  ): Promise<{ house: Verdict; found: Finding; own: OwnHit[]; released: Verdict['matches'] }> {
    const own = rules.find(direction, text, this.parts.clock.now(), about.before);
    const { house, released } = await this.askHouse(direction, text, about, own.filter(isLiveAllow));
    return { house, own, released, found: judge(house, own, released) };
  }

  /** What is allowed is taken out of what the house is shown, and the house is asked again: it may find something else. */
  private async askHouse(direction: Direction, text: string, about: Screening, allowed: readonly Span[]) {
    const released: Verdict['matches'][number][] = [];
    let shown = text;
    for (let tries = 0; ; tries++) {
      const house = whole(await this.ask(direction, shown, about), text);
      const taken = tries < MOST_TRIES ? takenBack(house, allowed) : [];
      const less = withoutSpans(shown, taken.some(isJudgement) ? allowed : taken);
      if (less === shown) return { house, released: released.filter((match) => !isAmong(match, house.matches)) };
      released.push(...taken);
      shown = less;
    }
  }

  private ask(direction: Direction, text: string, about: Screening): Promise<Verdict> {
    const { house } = this.parts;
    return direction === 'input' ? house.screenInput(text, about) : house.screenOutput(text, about);
  }

  refresh(workspaceId: string): Promise<RulesInForce> {
    return this.parts.keeper.refresh(workspaceId);
  }

  inForce(workspaceId: string): RulesInForce {
    return this.parts.keeper.stateOf(workspaceId);
  }

  async try(workspaceId: string, direction: Direction, text: string): Promise<Finding> {
    const about: Screening = { workspaceId, locale: 'zh' };
    return (await this.find(direction, text, about, await this.parts.keeper.of(workspaceId))).found;
  }

  async project(
    workspaceId: string,
    rule: ScreeningRule,
  ): Promise<(direction: Direction, text: string) => Promise<Projected>> {
    const inForce = await this.parts.keeper.of(workspaceId);
    const alone = await buildRuleSet([{ ...rule, mode: 'shadow' }], inForce);
    return async (direction, text) => {
      const now = this.parts.clock.now();
      const added = alone.find(direction, text, now);
      if (!added.length) return UNTOUCHED;
      const standing = inForce.find(direction, text, now).filter((hit) => !hit.isShadow && hit.rule !== rule.key);
      const found = await this.under(direction, text, [...standing, ...added]);
      const then = await this.under(direction, text, [...standing, ...added.map(asLive)]);
      return { found, wouldBlock: then.verdict === 'blocked' };
    };
  }

  private async under(direction: Direction, text: string, own: readonly OwnHit[]): Promise<Finding> {
    const { house, released } = await this.askHouse(direction, text, { locale: 'zh' }, own.filter(isLiveAllow));
    return judge(house, own, released);
  }

  covering(words: readonly string[], text: string, places: readonly Place[]): string[] {
    return coveringWords(words, text, this.parts.clock.now(), (spans) =>
      places.some((place) => isCovered(spokenPart(place, text), spans)),
    );
  }

  flawOf(word: string, hasGaps: boolean): string | undefined {
    return flawOfWord(word, hasGaps);
  }
}

const SPOKEN = /[\p{L}\p{N}]/u;

/** A place without the signs at its ends, which no phrase holds: of a sentence that was judged as a whole, all but its question mark. */
function spokenPart({ start, end }: Place, text: string): Place {
  let [first, last] = [start, end];
  while (first < last && !SPOKEN.test(text.charAt(first))) first++;
  while (last > first && !SPOKEN.test(text.charAt(last - 1))) last--;
  return first < last ? { start: first, end: last } : { start, end };
}

/** The rule has nothing to say to the text, so that nothing of it changes. */
const UNTOUCHED: Projected = { found: { verdict: 'clean', reason: 'clean', hits: [] }, wouldBlock: false };

const asLive = (hit: OwnHit): OwnHit => ({ ...hit, isShadow: false });

/** A rail that judges a text as a whole names no place. */
function whole(verdict: Verdict, text: string): Verdict {
  if (!verdict.isBlocked || verdict.matches.some(({ isWatched }) => !isWatched)) return verdict;
  return { ...verdict, matches: [...verdict.matches, { rule: verdict.reason, start: 0, end: text.length }] };
}

const withoutSpans = (text: string, spans: readonly Span[]): string =>
  spans.reduce((less, { start, end }) => less.slice(0, start) + UNSEEN.repeat(end - start) + less.slice(end), text);

const isAmong = (match: Verdict['matches'][number], matches: Verdict['matches']): boolean =>
  matches.some(({ rule, start, end }) => rule === match.rule && start === match.start && end === match.end);

/** Shadow hits are no part of it: nothing that a customer meets may depend on them. */
function verdictOf(house: Verdict, { verdict, reason, hits }: Finding): Verdict {
  const isBlocked = verdict === 'blocked';
  const matches = hits
    .filter(({ effect }) => effect === 'blocked' || effect === 'watched')
    .map(({ effect, ...hit }) => ({ ...hit, ...(effect === 'watched' ? { isWatched: true } : {}) }));
  const { isSensitive, isOffTopic } = house;
  return {
    ...{ isBlocked, matches, reason: isBlocked ? reason : house.reason },
    ...(isSensitive === undefined ? {} : { isSensitive }),
    ...(isOffTopic === undefined ? {} : { isOffTopic }),
  };
}
