import type { EndReason, GenerationUsage } from '@zhike/inference';
import { Metrics } from '@zhike/platform';

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
  private readonly metrics = new Metrics();
  private running = 0;
  private readonly requests;
  private readonly firstText;
  private readonly ended;
  private readonly tokens;
  private readonly texts;

  constructor(private readonly now: () => number = () => performance.now()) {
    const { metrics } = this;
    metrics.ofProcess();
    this.requests = metrics.seconds({
      name: 'zhike_inference_request_seconds',
      help: 'From the head of a request to the last byte of its answer',
      labels: ['route', 'status'],
    });
    this.firstText = metrics.seconds({
      name: 'zhike_generation_first_text_seconds',
      help: 'From the request to its first text',
      labels: [],
    });
    this.ended = metrics.counter({
      name: 'zhike_generations_ended_total',
      help: 'Generations by how they ended',
      labels: ['outcome'],
    });
    this.tokens = metrics.counter({
      name: 'zhike_generation_tokens_total',
      help: 'Tokens read, taken over from an earlier prompt, and written',
      labels: ['kind'],
    });
    this.texts = metrics.counter({ name: 'zhike_embedded_texts_total', help: 'Texts embedded', labels: ['model'] });
    metrics.gauge(
      { name: 'zhike_generations', help: 'Generations that wait or are being written', labels: [] },
      (gauge) => gauge.set(this.running),
    );
  }

  get contentType(): string {
    return this.metrics.contentType;
  }

  text(): Promise<string> {
    return this.metrics.text();
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
      this.running--;
      this.ended.inc({ outcome });
      return true;
    };
    this.running++;
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
