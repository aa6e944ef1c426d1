import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

/** Seconds; from what embedding a text takes to what an answer may take. */
const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 8, 15, 30, 60];

export interface Metric<Label extends string> {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
}

/** Figures of one process, in the text format of Prometheus. Each product has its own, so that several live in one process. */
export class Metrics {
  readonly contentType = Registry.PROMETHEUS_CONTENT_TYPE;
  private readonly registry = new Registry();

  counter<Label extends string>({ name, help, labels }: Metric<Label>): Counter<Label> {
    return new Counter({ name, help, labelNames: labels, registers: [this.registry] });
  }

  /** Of durations, in seconds. */
  seconds<Label extends string>({ name, help, labels }: Metric<Label>): Histogram<Label> {
    return new Histogram({ name, help, labelNames: labels, buckets: SECONDS, registers: [this.registry] });
  }

  /** Read when the figures are asked for: `collect` sets every value anew. */
  gauge<Label extends string>({ name, help, labels }: Metric<Label>, collect: (gauge: Gauge<Label>) => void): void {
    new Gauge({
      name,
      help,
      labelNames: labels,
      registers: [this.registry],
      collect() {
        this.reset();
        collect(this);
      },
    });
  }

  /** The process's own: processor time, memory, the event loop's delay. Only once a process. */
  ofProcess(): void {
    collectDefaultMetrics({ register: this.registry });
  }

  text(): Promise<string> {
    return this.registry.metrics();
  }
}
