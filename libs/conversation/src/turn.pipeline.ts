import type { Stage, TurnEvent } from '@zhike/contracts';
import type {
  AnswerWriter,
  ContentSafety,
  ContextWindow,
  Evidence,
  KnowledgeRetriever,
  Turn,
  TurnOutcome,
  Window,
} from '@zhike/ports';
import { DomainError } from '@zhike/platform';
import { phrase } from './turn.phrases.js';
import { planTurn, type TurnPlan } from './turn.plan.js';
import type { TurnArchive } from './turn.record.js';
import { TurnRelease } from './turn.release.js';
import { answerSmallTalk } from './turn.small-talk.js';
import { TurnStopped } from './turn.stopped.js';
import { TraceRecorder } from './turn.trace.js';
import { verifySentence } from './turn.verify.js';

export interface TurnPorts {
  readonly turns: TurnArchive;
  readonly safety: ContentSafety;
  readonly context: ContextWindow;
  readonly knowledge: KnowledgeRetriever;
  readonly writer: AnswerWriter;
}

type Telling = AsyncGenerator<TurnEvent, TurnOutcome>;
type WritingPlan = Extract<TurnPlan, { evidence: unknown }>;

/** What accompanies a turn from its start to its end. */
interface Work {
  readonly turn: Turn;
  readonly trace: TraceRecorder;
  readonly release: TurnRelease;
  readonly signal: AbortSignal;
  retrieved: readonly Evidence[];
}

/**
 * One message, from question to outcome. A runner consumes this and stores each event with its sequence;
 * sockets read that log, so that a customer who disconnects never cancels a turn.
 */
export class TurnPipeline {
  constructor(private readonly ports: TurnPorts) {}

  async *run(turn: Turn, signal: AbortSignal): AsyncGenerator<TurnEvent> {
    const work: Work = {
      turn,
      trace: new TraceRecorder(turn),
      release: new TurnRelease(turn.id),
      signal,
      retrieved: [],
    };
    let outcome: TurnOutcome | undefined;

    try {
      yield { type: 'turn-start', turnId: turn.id };
      outcome = yield* this.decide(work);
    } finally {
      // Also when a part throws or the turn is stopped: no turn is left open.
      outcome ??= endedEarly(signal);
      const { release, retrieved, trace } = work;
      await this.ports.turns.close(turn, { outcome, ...release.released(), retrieved, trace: trace.finish(outcome) });
    }
    yield { type: 'turn-end', turnId: turn.id, outcome: outcome.kind, reason: outcome.reason };
  }

  /** screen → context → retrieve → plan → write → verify → screen → release by sentence → close */
  private async *decide(work: Work): Telling {
    const { turn, trace, release } = work;
    yield stage(turn, 'reading');
    const entry = await trace.step('screen-input', () => this.ports.safety.screenInput(turn.text, turn.locale), same);
    if (entry.isBlocked)
      return yield* release.say(phrase('blocked', turn.locale), { kind: 'blocked', reason: entry.reason });

    const reply = answerSmallTalk(turn.text, turn.locale);
    if (reply) return yield* release.say(reply.text, { kind: reply.kind, reason: reply.reason });

    yield stage(turn, 'searching');
    const window = await trace.step('context', () => this.ports.context.fit(turn), summariseWindow);
    trace.fitted(window);
    const plan = await this.plan(work, window);
    if (plan.route === 'refuse')
      return yield* release.say(phrase(plan.because === 'knowledge-away' ? 'knowledge-away' : 'refused', turn.locale), {
        kind: 'refused',
        reason: plan.because,
      });
    if (plan.route === 'clarify') return yield* release.ask(phrase('clarify', turn.locale), plan.choices, plan.because);

    yield stage(turn, 'writing');
    return yield* this.write(work, window, plan);
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
        signal,
      };
      const retrieval = await trace.step(
        'retrieve',
        () => this.ports.knowledge.retrieve(query),
        (found) => ({ ...found.notes, found: found.evidence.length }),
      );
      trace.found(retrieval);
      work.retrieved = retrieval.evidence;
      return await trace.step('plan', () => planTurn(retrieval.evidence, window), summarisePlan);
    } catch (error) {
      if (error instanceof DomainError && error.code === 'graph-away')
        return { route: 'refuse', because: 'knowledge-away' };
      throw error;
    }
  }

  private async *write({ turn, trace, release, signal }: Work, window: Window, plan: WritingPlan): Telling {
    const { safety, writer } = this.ports;
    const request = {
      question: window.question,
      earlier: window.earlier.map(({ text }) => text),
      locale: turn.locale,
      evidence: plan.evidence,
      temperature: plan.temperature,
      signal,
    };
    for await (const draft of writer.write(request)) {
      signal.throwIfAborted();
      const proof = verifySentence(draft);
      trace.note('verify', { sentence: draft.text, ...proof });
      if (!proof.isProven) continue;

      const exit = await trace.step('screen-output', () => safety.screenOutput(draft.text, turn.locale), same);
      if (exit.isBlocked) continue;
      trace.cite(draft.evidence);
      yield release.sentence(
        draft.text,
        draft.evidence.map(({ citation }) => citation),
      );
    }
    if (release.isEmpty)
      return yield* release.say(phrase('refused', turn.locale), { kind: 'refused', reason: 'answer-unsupported' });
    return { kind: 'answered', reason: plan.because };
  }
}

/** A customer who stops an answer wants quiet; whoever is left without one because something broke gets a person. */
const endedEarly = ({ reason }: AbortSignal): TurnOutcome =>
  reason instanceof TurnStopped
    ? { kind: 'refused', reason: 'stopped' }
    : { kind: 'handed-over', reason: 'interrupted' };

const stage = (turn: Turn, name: Stage): TurnEvent => ({ type: 'stage-start', turnId: turn.id, stage: name });
const same = (result: object) => ({ ...result });
const summariseWindow = ({ question, because, usedTokens, budgetTokens }: Window) => ({
  question,
  because,
  usedTokens,
  budgetTokens,
});
const summarisePlan = (plan: TurnPlan) => ({
  route: plan.route,
  because: plan.because,
  temperature: 'temperature' in plan ? plan.temperature : null,
});
