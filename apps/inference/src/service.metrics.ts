import type { EndReason, GenerationUsage } from '@zhike/inference';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** How a generation ended: as the model or the request wanted it, or otherwise. */
export type GenerationOutcome = EndReason | 'cancelled' | 'failed';

/** One generation while it is counted. Only the first `end` or `fail` counts. */
export interface CountedGeneration {
  text(): void;
  end(reason: EndReason, usage: GenerationUsage): void;
  fail(outcome: 'cancelled' | 'failed'): void;
}

/** What the service counts, as Prometheus reads it. Labels are of a fixed set: no text and no name of a client. */
export class ServiceMetrics {
  private readonly registry = new Registry();
  private readonly requests: Histogram<'route' | 'status'>;
  private readonly running: Gauge;
  private readonly firstText: Histogram;
  private readonly ended: Counter<'outcome'>;
  private readonly tokens: Counter<'kind'>;
  private readonly texts: Counter<'model'>;

  constructor(private readonly now: () => number = () => performance.now()) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.requests = new Histogram({
      ...{ name: 'zhike_inference_request_seconds', help: 'Time of a request from its head to the last byte' },
      ...{ labelNames: ['route', 'status'], buckets: SECONDS, registers },
    });
    this.running = new Gauge({
      ...{ name: 'zhike_generations', help: 'Generations that wait or are being written', registers },
    });
    this.firstText = new Histogram({
      ...{ name: 'zhike_generation_first_text_seconds', help: 'Time from the request to its first text' },
      ...{ buckets: SECONDS, registers },
    });
    this.ended = new Counter({
      ...{ name: 'zhike_generations_ended_total', help: 'Generations by how they ended', labelNames: ['outcome'] },
      registers,
    });
    this.tokens = new Counter({
      ...{ name: 'zhike_generation_tokens_total', help: 'Tokens read, taken over from an earlier prompt, and written' },
      ...{ labelNames: ['kind'], registers },
    });
    this.texts = new Counter({
      ...{ name: 'zhike_embedded_texts_total', help: 'Texts embedded', labelNames: ['model'], registers },
    });
  }

  get contentType(): string {
    return this.registry.contentType;
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }

  /** `route` is one of the service's own paths, or "other". */
  request(route: string, status: string, seconds: number): void {
    this.requests.observe({ route, status }, seconds);
  }

  embedded(model: string, texts: number): void {
    this.texts.inc({ model }, texts);
  }

  beginGeneration(): CountedGeneration {
    const startedAt = this.now();
    let hasText = false;
    let isOver = false;
    const over = (outcome: GenerationOutcome) => {
      if (isOver) return false;
      isOver = true;
      this.running.dec();
      this.ended.inc({ outcome });
      return true;
    };
    this.running.inc();
    return {
      text: () => {
        if (!hasText) this.firstText.observe((this.now() - startedAt) / 1_000);
        hasText = true;
      },
      end: (reason, { promptTokens, cachedTokens, answerTokens }) => {
        if (!over(reason)) return;
        this.tokens.inc({ kind: 'prompt' }, promptTokens - cachedTokens);
        this.tokens.inc({ kind: 'cached' }, cachedTokens);
        this.tokens.inc({ kind: 'answer' }, answerTokens);
      },
      fail: (outcome) => void over(outcome),
    };
  }
}
