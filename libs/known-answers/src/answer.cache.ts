import type { AnswerMemory, GivenAnswer, KnowledgeState, KnownAnswer, Recollection, Turn, Window } from '@zhike/ports';
import { fingerprintOf } from './answer.fingerprint.js';
import { foldQuestion } from './question.fold.js';

/** A shop asks the same few hundred questions; what is asked less often is searched in milliseconds anyway. */
const MOST_ANSWERS = 500;
const MOST_WORKSPACES = 64;

interface Kept {
  readonly given: GivenAnswer;
  readonly print: string;
  /** What the knowledge was before the answer was searched for. */
  readonly revision: string | number;
  /** From here on … */
  readonly from: Date;
  /** … to before here no version begins or ends. */
  readonly until: Date | undefined;
}

/** What a turn found out before it searched. */
interface Asked {
  readonly answers: Map<string, Kept>;
  readonly key: string;
  readonly revision: string | number;
  readonly at: Date;
  readonly until: Date | undefined;
}

export interface CacheCounts {
  readonly hits: number;
  readonly revalidated: number;
  readonly missed: number;
}

const AWAY: Recollection = {
  answer: undefined,
  confirm: () => undefined,
  keep: () => undefined,
  notes: () => ({ state: 'not-asked' }),
};

/**
 * Answers given before, under the state of the knowledge they were given in. They are served at once while nothing has been
 * published and no version has begun or ended since; after that the evidence is searched anew, and the sentences are released
 * again only when it is what it was. So a publication costs those answers their life whose evidence it touched, and no others.
 *
 * Kept in memory and never in SQL: it holds nothing that cannot be found again, each process warms up within its first
 * questions, and a cache that outlives the process would have to know which software wrote its sentences.
 */
export class AnswerCache implements AnswerMemory {
  private readonly workspaces = new Map<string, Map<string, Kept>>();
  private hits = 0;
  private revalidated = 0;
  private missed = 0;

  constructor(private readonly knowledge: KnowledgeState) {}

  counts(): CacheCounts {
    const { hits, revalidated, missed } = this;
    return { hits, revalidated, missed };
  }

  async recall(turn: Turn, window: Window): Promise<Recollection> {
    if (!standsAlone(window)) return AWAY;
    const asked = await this.look(turn, window).catch(() => undefined);
    if (!asked) return AWAY;
    const kept = asked.answers.get(asked.key);
    if (kept && isFresh(kept, asked)) {
      this.hits++;
      refresh(asked.answers, asked.key, kept);
      return { ...AWAY, answer: answerOf(kept, 'hit'), notes: () => ({ state: 'hit', ...this.counts() }) };
    }
    return this.searching(asked, kept);
  }

  /** The revision first: what is published while this turn is at work belongs to a later one, and is asked for again. */
  private async look(turn: Turn, window: Window): Promise<Asked> {
    const { workspaceId, at } = turn;
    const revision = await this.knowledge.revision(workspaceId);
    const until = await this.knowledge.nextChangeAt(workspaceId, at);
    const writers = (await this.knowledge.writers?.(workspaceId)) ?? '';
    return { answers: this.answersOf(workspaceId), key: keyOf(turn, window, writers), revision, at, until };
  }

  private searching(asked: Asked, kept: Kept | undefined): Recollection {
    let isConfirmed = false;
    return {
      answer: undefined,
      confirm: (evidence) => {
        if (!kept || fingerprintOf(evidence) !== kept.print) return undefined;
        isConfirmed = true;
        this.revalidated++;
        this.store(asked, { ...kept, ...momentOf(asked) });
        return answerOf(kept, 'revalidated');
      },
      keep: (given) => {
        if (isConfirmed || given.outcome.kind !== 'answered' || !given.sentences.length) return;
        this.missed++;
        this.store(asked, { given, print: fingerprintOf(given.evidence), ...momentOf(asked) });
      },
      notes: () => ({ state: isConfirmed ? 'revalidated' : 'missed', ...this.counts() }),
    };
  }

  private store({ answers, key }: Asked, kept: Kept): void {
    refresh(answers, key, kept);
    forgetOldest(answers, MOST_ANSWERS);
  }

  private answersOf(workspaceId: string): Map<string, Kept> {
    const answers = this.workspaces.get(workspaceId) ?? new Map<string, Kept>();
    refresh(this.workspaces, workspaceId, answers);
    forgetOldest(this.workspaces, MOST_WORKSPACES);
    return answers;
  }
}

/** All of the history is silent; what the customer told of their own case is part of the key instead. */
const standsAlone = ({ earlier, reply }: Window) => !earlier.length && !reply;

/** All that an answer may depend on beside the knowledge: who asks, in which language, what, what they told before, and who writes. */
function keyOf({ locale, audiences = [] }: Turn, { question, told, topic }: Window, writers: string): string {
  const about = topic === undefined ? '' : foldQuestion(topic);
  return JSON.stringify([locale, [...audiences].sort(), foldQuestion(question), told, about, writers]);
}

const momentOf = ({ revision, at, until }: Asked) => ({ revision, from: at, until });

function isFresh({ revision, from, until }: Kept, asked: Asked): boolean {
  return revision === asked.revision && asked.at >= from && (until === undefined || asked.at < until);
}

function answerOf({ given }: Kept, how: 'hit' | 'revalidated'): KnownAnswer {
  const { sentences, outcome } = given;
  return { from: 'cache', sentences, outcome, notes: { how } };
}

/** The order of a map is the order of last use. */
function refresh<Value>(map: Map<string, Value>, key: string, value: Value): void {
  map.delete(key);
  map.set(key, value);
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
}
