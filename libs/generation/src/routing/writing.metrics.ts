import type { Metrics } from '@zhike/platform';
import type { AnswerRoute } from './answer.route.js';
import type { CircuitBreaker } from './circuit.breaker.js';
import type { AttemptListener, ModelAttempt } from './model.attempt.js';

/** Hears who writes an answer: its route, and the writer's id. */
export type RouteListener = (route: AnswerRoute['size'], writer: string) => void;

/** What a model is asked for. */
export type Purpose = AnswerRoute['size'] | 'copy';

/** Who hears of what writers do. */
export interface WritingEars {
  readonly onRouted: RouteListener;
  /** The listener for the models of one route, or for those that write marketing copy. */
  onAttempt(route: Purpose): AttemptListener;
}

/** What workspaces call their models is theirs, and there may be any number of them: all are counted under this name. */
const OWN = 'own';

const MODEL = ['route', 'model'] as const;

/** Counts what the writers do, for `/metrics`. Routes and models are few: models that workspaces set up are counted together. */
export class WritingMetrics implements WritingEars {
  private readonly routed = new Map<AnswerRoute['size'], number>();
  private readonly answers;
  private readonly attempts;
  private readonly took;
  private readonly firstText;
  private readonly tokens;
  private readonly cost;

  constructor(private readonly metrics: Metrics) {
    this.answers = metrics.counter({
      name: 'zhike_answers_routed_total',
      help: 'Answers by route and by who was asked to write them',
      labels: ['route', 'writer'],
    });
    this.attempts = metrics.counter({
      name: 'zhike_model_attempts_total',
      help: 'Tries to get an answer from a model, by how they ended',
      labels: [...MODEL, 'result'],
    });
    this.took = metrics.seconds({
      name: 'zhike_model_answer_seconds',
      help: 'From the request to the end of the answer or of the attempt',
      labels: MODEL,
    });
    this.firstText = metrics.seconds({
      name: 'zhike_model_first_text_seconds',
      help: 'From the request to the first text',
      labels: MODEL,
    });
    this.tokens = metrics.counter({
      name: 'zhike_model_tokens_total',
      help: 'Tokens of answers that ended: prompt and answer, counted by the provider or estimated',
      labels: [...MODEL, 'kind'],
    });
    this.cost = metrics.counter({
      name: 'zhike_model_cost_total',
      help: 'What answers cost, by the prices that are set and in their currency',
      labels: MODEL,
    });
    this.offerShares();
  }

  readonly onRouted: RouteListener = (route, writer) => {
    this.routed.set(route, (this.routed.get(route) ?? 0) + 1);
    this.answers.inc({ route, writer });
  };

  onAttempt(route: Purpose): AttemptListener {
    return (attempt) => this.count(route, attempt);
  }

  /** For the models that workspaces have set up themselves. */
  get ofWorkspaces(): WritingEars {
    return {
      onRouted: (route) => this.onRouted(route, OWN),
      onAttempt: (route) => (attempt) => this.count(route, { ...attempt, model: OWN }),
    };
  }

  /** 1 while a model is left alone after failures. */
  watch(breakers: ReadonlyMap<string, CircuitBreaker>): void {
    const metric = {
      name: 'zhike_model_resting',
      help: 'Whether a model is left alone after failures',
      labels: ['model'],
    } as const;
    this.metrics.gauge(metric, (gauge) => {
      for (const [model, { state }] of breakers) gauge.set({ model }, state === 'open' ? 1 : 0);
    });
  }

  private count(route: Purpose, { model, result, tookMs, firstTextMs, usage, cost }: ModelAttempt): void {
    const labels = { route, model };
    this.attempts.inc({ ...labels, result });
    if (result === 'model-resting') return;
    this.took.observe(labels, tookMs / 1_000);
    if (firstTextMs !== undefined) this.firstText.observe(labels, firstTextMs / 1_000);
    if (cost !== undefined) this.cost.inc(labels, cost);
    if (!usage) return;
    this.tokens.inc({ ...labels, kind: 'prompt' }, usage.promptTokens);
    this.tokens.inc({ ...labels, kind: 'answer' }, usage.answerTokens);
  }

  private offerShares(): void {
    const metric = {
      name: 'zhike_answers_route_share',
      help: 'Share of the answers of this process by route, 0 to 1',
      labels: ['route'],
    } as const;
    this.metrics.gauge(metric, (gauge) => {
      const total = [...this.routed.values()].reduce((sum, count) => sum + count, 0);
      for (const [route, count] of this.routed) gauge.set({ route }, count / total);
    });
  }
}
