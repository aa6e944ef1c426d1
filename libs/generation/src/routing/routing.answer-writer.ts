import type { AnswerWriter, DraftSentence, WritingRequest } from '@zhike/ports';
import { type AnswerRoute, routeAnswer } from './answer.route.js';
import type { RouteListener } from './writing.metrics.js';

export interface RoutedWriters {
  readonly composer: AnswerWriter;
  /** Writes what is simple; the composer where there is none. */
  readonly simple?: AnswerWriter | undefined;
  /** Writes what is hard; else the writer of what is simple. */
  readonly hard?: AnswerWriter | undefined;
}

/** Chooses who writes by how hard the answer is, and tells the trace why. */
export class RoutingAnswerWriter implements AnswerWriter {
  readonly id = 'router';

  constructor(
    private readonly writers: RoutedWriters,
    private readonly hear: RouteListener = () => {},
  ) {}

  async *write(request: WritingRequest): AsyncIterable<DraftSentence> {
    const route = routeAnswer(request);
    const writer = this.writerFor(route);
    this.hear(route.size, writer.id);
    request.note?.('route', { route: route.size, writer: writer.id, ...rounded(route) });
    yield* writer.write(request);
  }

  private writerFor({ size }: AnswerRoute): AnswerWriter {
    const { composer, simple = composer, hard = simple } = this.writers;
    return size === 'hard' ? hard : simple;
  }
}

function rounded({ because, difficulty, parts, signs }: AnswerRoute): Record<string, unknown> {
  return { because, difficulty: round(difficulty), parts: roundedAll(parts), signs: roundedAll(signs) };
}

const roundedAll = (numbers: object) =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, round(Number(value))]));
const round = (value: number) => Math.round(value * 1_000) / 1_000;
