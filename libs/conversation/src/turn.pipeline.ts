import type { Stage, TurnEvent } from '@zhike/contracts';
import { DomainError } from '@zhike/platform';
import type {
  AnswerMemory,
  ContentSafety,
  ContextWindow,
  DraftSentence,
  Evidence,
  KnowledgeRetriever,
  KnownAnswer,
  KnownAnswers,
  Recollection,
  Turn,
  TurnOutcome,
  Window,
  WriterChoice,
  WritingRequest,
} from '@zhike/ports';
import { type AskedLine, askingOf } from './conditions/asking.js';
import { tellCase } from './conditions/case.telling.js';
import { type Outgoing, TurnExit } from './turn.exit.js';
import { type Phrase, phrase } from './turn.phrases.js';
import { planTurn, temperatureReason, type TurnPlan } from './turn.plan.js';
import type { TurnArchive } from './turn.record.js';
import { TurnRelease } from './turn.release.js';
import { answerSmallTalk } from './turn.small-talk.js';
import { TurnStopped } from './turn.stopped.js';
import { TraceRecorder } from './turn.trace.js';
import { writeAnswer } from './turn.writing.js';

export interface TurnPorts {
  readonly turns: TurnArchive;
  readonly safety: ContentSafety;
  readonly context: ContextWindow;
  readonly knowledge: KnowledgeRetriever;
  readonly writing: WriterChoice;
  /** What the team answers by hand; comes before anything is searched. */
  readonly curated?: KnownAnswers;
  /** Answers given before. */
  readonly memory?: AnswerMemory;
}

type Telling = AsyncGenerator<TurnEvent, TurnOutcome>;
type WritingPlan = Extract<TurnPlan, { temperature: number }>;
type OtherPlan = Exclude<TurnPlan, WritingPlan>;
type Refusal = Extract<TurnPlan, { route: 'refuse' }>['because'];

/** What accompanies a turn from its start to its end. */
interface Work {
  readonly turn: Turn;
  readonly trace: TraceRecorder;
  readonly release: TurnRelease;
  readonly exit: TurnExit;
  readonly signal: AbortSignal;
  retrieved: readonly Evidence[];
  /** The writer broke off and was helped out. */
  isMakeshift: boolean;
  /** A hard matter: what is said to it is quoted, and where nothing can be said we say whom to ask. */
  isSensitive: boolean;
  /** Nothing that a shop's assistant is there for: where the shop has no answer either, we say what we are there for. */
  isOffTopic: boolean;
}

/**
 * One message, from question to outcome. A runner consumes this and stores each event with its sequence;
 * sockets read that log, so that a customer who disconnects never cancels a turn.
 */
export class TurnPipeline {
  constructor(private readonly ports: TurnPorts) {}

  async *run(turn: Turn, signal: AbortSignal): AsyncGenerator<TurnEvent> {
    const [trace, release] = [new TraceRecorder(turn), new TurnRelease(turn.id)];
    const exit = new TurnExit(turn, trace, release, this.ports.safety);
    const judged = { isMakeshift: false, isSensitive: false, isOffTopic: false };
    const work: Work = { turn, trace, release, exit, signal, retrieved: [], ...judged };
    let outcome: TurnOutcome | undefined;

    try {
      yield { type: 'turn-start', turnId: turn.id };
      outcome = yield* this.decide(work);
    } finally {
      // Also when a part throws or the turn is stopped: no turn is left open.
      outcome ??= endedEarly(signal);
      const { retrieved } = work;
      await this.ports.turns.close(turn, { outcome, ...release.released(), retrieved, trace: trace.finish(outcome) });
    }
    yield { type: 'turn-end', turnId: turn.id, outcome: outcome.kind, reason: outcome.reason };
  }

  /** screen → context → known answers → retrieve → plan → write → verify → screen → release by sentence → close */
  private async *decide(work: Work): Telling {
    const { turn, trace, release, signal } = work;
    yield stage(turn, 'reading');
    const { id: turnId, workspaceId, locale } = turn;
    const screen = () => this.ports.safety.screenInput(turn.text, { workspaceId, locale, turnId });
    const entry = await trace.step('screen-input', screen, same);
    if (entry.isBlocked) {
      const name = entry.reason === 'self-harm' ? 'self-harm' : 'blocked';
      return yield* release.say(phrase(name, turn.locale), { kind: 'blocked', reason: entry.reason });
    }
    work.isSensitive = entry.isSensitive ?? false;
    work.isOffTopic = entry.isOffTopic ?? false;

    const reply = answerSmallTalk(turn.text, turn.locale);
    if (reply) return yield* release.say(reply.text, { kind: reply.kind, reason: reply.reason });

    yield stage(turn, 'searching');
    const window = await trace.step('context', () => this.ports.context.fit(turn), summariseWindow);
    trace.fitted(window);
    const { curated } = this.ports;
    const known = curated && (await trace.step('curated', () => curated.find(turn, window, signal), describeKnown));
    return (yield* this.retell(work, known)) ?? (yield* this.answer(work, window));
  }

  /** An answer given before while nothing that it stands on has moved; else a new one, which is remembered. */
  private async *answer(work: Work, window: Window): Telling {
    const recollection = await this.recall(work, window);
    const told = yield* this.retell(work, recollection?.answer);
    if (told) return told;

    const plan = await this.plan(work, window);
    if (!('temperature' in plan)) return yield* this.act(work, plan);
    yield stage(work.turn, 'writing');
    const again = recollection?.confirm(plan.evidence);
    if (again) work.trace.note('cache', { ...recollection?.notes() });
    const retold = yield* this.retell(work, again);
    if (retold) return retold;

    const outcome = yield* this.write(work, window, plan);
    if (isWholeAnswer(work)) recollection?.keep({ evidence: plan.evidence, sentences: work.exit.said, outcome });
    return outcome;
  }

  private async recall({ turn, trace }: Work, window: Window): Promise<Recollection | undefined> {
    const { memory } = this.ports;
    return memory && trace.step('cache', () => memory.recall(turn, window), describeRecollection);
  }

  /** Where one of its sentences does not stand any more, nothing of it is told, and the turn goes on to search. */
  private async *retell(
    work: Work,
    known: KnownAnswer | undefined,
  ): AsyncGenerator<TurnEvent, TurnOutcome | undefined> {
    if (!known) return undefined;
    yield* work.exit.offerWhole(known.sentences);
    if (work.release.isEmpty) return undefined;
    work.retrieved = evidenceOf(known.sentences);
    return known.outcome;
  }

  private async plan(work: Work, window: Window): Promise<TurnPlan> {
    const { turn, trace, signal } = work;
    try {
      const query = {
        workspaceId: turn.workspaceId,
        question: window.question,
        earlier: window.earlier,
        locale: turn.locale,
        at: turn.at,
        ...(turn.audiences ? { audiences: turn.audiences } : {}),
        signal,
      };
      const retrieval = await trace.step(
        'retrieve',
        () => this.ports.knowledge.retrieve(query),
        (found) => ({ ...found.notes, found: found.evidence.length }),
      );
      trace.found(retrieval);
      work.retrieved = retrieval.evidence;
      return await trace.step('plan', () => planTurn(retrieval.evidence, window, turn), summarisePlan);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'graph-away')
        return { route: 'refuse', because: 'knowledge-away' };
      throw error;
    }
  }

  /** What a plan does that writes nothing: refuse, ask back, or tell what the conditions come to. */
  private async *act(work: Work, plan: OtherPlan): Telling {
    const { turn, exit, release, signal } = work;
    switch (plan.route) {
      case 'refuse': {
        const { said, reason } = refusalOf(work, plan.because);
        return yield* release.say(phrase(said, turn.locale), { kind: 'refused', reason });
      }
      case 'clarify': {
        const { lines, choices } = askingOf(plan, turn);
        yield* exit.offer(lines.map(outgoing), signal);
        yield* release.offer(choices);
        const leaning = plan.because === 'condition-open' ? plan.case.answer : undefined;
        return { kind: 'clarified', reason: plan.because, ...(leaning ? { decision: leaning } : {}) };
      }
      case 'decide': {
        yield stage(turn, 'writing');
        yield* exit.offer(tellCase(plan.case, plan.answer, turn.locale).map(outgoing), signal);
        return yield* this.ended(work, { kind: 'answered', reason: plan.because, decision: plan.answer });
      }
    }
  }

  private async *write(work: Work, window: Window, plan: WritingPlan): Telling {
    const { turn, trace, exit, signal } = work;
    const request: WritingRequest = {
      question: window.question,
      earlier: window.earlier.map(({ text }) => text),
      locale: turn.locale,
      evidence: plan.evidence,
      temperature: plan.temperature,
      route: plan.route,
      leaning: leaningOf(window),
      note: (step, detail, tookMs = 0) => trace.note(step, { ...detail }, performance.now() - tookMs),
      signal,
    };
    const chosen = await this.ports.writing.writersFor(turn.workspaceId);
    // What is said to a hard matter is what the shop wrote, word for word.
    const writers = work.isSensitive ? { writer: chosen.composer ?? chosen.writer } : chosen;
    work.isMakeshift = yield* writeAnswer(writers, request, exit, trace);
    return yield* this.ended(work, { kind: 'answered', reason: plan.because });
  }

  /** Nothing that was written stood: that is a refusal. */
  private async *ended({ turn, release }: Work, outcome: TurnOutcome): Telling {
    if (!release.isEmpty) return outcome;
    return yield* release.say(phrase('refused', turn.locale), { kind: 'refused', reason: 'answer-unsupported' });
  }
}

function refusalOf({ isSensitive, isOffTopic }: Work, because: Refusal): { said: Phrase; reason: string } {
  if (because === 'knowledge-away') return { said: because, reason: because };
  if (isSensitive) return { said: 'refused-with-care', reason: because };
  return isOffTopic ? { said: 'off-topic', reason: 'off-topic' } : { said: 'refused', reason: because };
}

/** What was quoted while the writer was away, or cut short by a rule, must not be told for as long as the policy stays. */
const isWholeAnswer = ({ isMakeshift, exit }: Work) => !isMakeshift && !exit.isCutShort;

/** A customer who stops an answer wants quiet; whoever is left without one because something broke gets a person. */
const endedEarly = ({ reason }: AbortSignal): TurnOutcome =>
  reason instanceof TurnStopped
    ? { kind: 'refused', reason: 'stopped' }
    : { kind: 'handed-over', reason: 'interrupted' };

/** An answer to what we asked back needs all of it. */
const leaningOf = ({ reply, earlier }: Window) => (reply ? 1 : Math.max(0, ...earlier.map(({ weight }) => weight)));

const evidenceOf = (sentences: readonly DraftSentence[]): readonly Evidence[] => [
  ...new Map(
    sentences.flatMap(({ evidence }) => evidence).map((one) => [one.citation.sourceId, one] as const),
  ).values(),
];

const outgoing = ({ text, clause, isQuote, decision }: AskedLine): Outgoing => ({
  text,
  evidence: clause ? [clause] : [],
  isOurs: !isQuote,
  ...(decision ? { decision } : {}),
});

const stage = (turn: Turn, name: Stage): TurnEvent => ({ type: 'stage-start', turnId: turn.id, stage: name });
const same = (result: object) => ({ ...result });
const describeKnown = (known: KnownAnswer | undefined) => ({ found: known !== undefined, ...known?.notes });
const describeRecollection = (recollection: Recollection) => ({ ...recollection.notes() });
const summariseWindow = ({ question, because, usedTokens, budgetTokens }: Window) => ({
  question,
  because,
  usedTokens,
  budgetTokens,
});
const summarisePlan = (plan: TurnPlan) => ({
  route: plan.route,
  because: plan.because,
  ...('temperature' in plan
    ? { temperature: plan.temperature, temperatureBecause: temperatureReason(plan) }
    : { temperature: null }),
});
