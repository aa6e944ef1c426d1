import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import { pullDecoderWeights } from '@zhike/inference';
import { loadConfig } from '@zhike/platform';
import type { BenchPart, BenchSettings } from './bench.part.js';
import { importPeer, type LlamaCpp } from './bench.peers.js';
import { type BenchRow, rowOf } from './bench.row.js';
import { mean, quantile } from './bench.timing.js';
import { type AnswerWriter, llamaWriter, ourWriter, type WrittenAnswer } from './generation.writers.js';

const THREADS = Math.min(2, availableParallelism());
const ROUNDS = 5;
const TOGETHER = 10;
const LONG_ANSWER = 64;
const SHORT_ANSWER = 32;
const CONTEXT_TOKENS = 1_024;
const PEER = 'node-llama-cpp';

/** Answers by SmolLM2-135M: one alone, ten together, and a long prompt; beside llama.cpp on the same weights and threads. */
export const generationBench: BenchPart = {
  name: 'generation',
  withoutPacks: true,
  metrics: [
    ...['generation.decode.1', 'generation.decode.10', 'generation.prefill', 'generation.first-text.10'],
    ...['generation.batch10.saving', 'generation.batch10.latency'],
  ],
  async measure(settings) {
    const modelDir = join(findProductRoot(), loadConfig(process.env).MODEL_DIR);
    const writers = [ourWriter(modelDir, THREADS, TOGETHER)];
    const peer = await openPeer(settings, modelDir);
    if (peer) writers.push(peer);
    try {
      return await measureAll(writers, settings.tell);
    } finally {
      for (const writer of writers) await writer.close();
    }
  },
};

/** What one writer gave in one round. */
interface Round {
  readonly alone: WrittenAnswer;
  readonly long: WrittenAnswer;
  readonly together: Ten;
  readonly queued: Ten;
}

interface Ten {
  readonly answers: readonly WrittenAnswer[];
  readonly tookMs: number;
}

/** The writers take turns, so that a busy moment of the machine hits both; the first round warms up. */
async function measureAll(writers: readonly AnswerWriter[], tell: (line: string) => void): Promise<BenchRow[]> {
  const rounds: Round[][] = writers.map(() => []);
  for (let round = 0; round <= ROUNDS; round++)
    for (const [place, writer] of writers.entries()) {
      tell(`generation, round ${round} of ${ROUNDS}: ${writer.name} …`);
      const measured = await measureRound(writer, round);
      if (round > 0) rounds[place]?.push(measured);
    }
  const figures = rounds.map((each) => figuresOf(each));
  const [ours, peer] = figures;
  if (!ours) return [];
  return Object.entries(UNITS).map(([metric, unit]) =>
    rowOf({
      ...{ metric, unit, ours: ours[metric] ?? NaN, n: ROUNDS },
      ...{ peer: peer?.[metric] ?? null, peerName: PEER },
    }),
  );
}

async function measureRound(writer: AnswerWriter, round: number): Promise<Round> {
  const alone = await writer.write(`Round ${round}: tell me a long story about a merchant and a fox.`, LONG_ANSWER);
  const long = await writer.write(longQuestion(round), 2);
  const questions = TEN_TOPICS.map((topic) => `${topic}: what should one know about it? (${round})`);
  const startedAt = performance.now();
  const answers = await Promise.all(questions.map((question) => writer.write(question, SHORT_ANSWER)));
  const together = { answers, tookMs: performance.now() - startedAt };
  return { alone, long, together, queued: await oneByOne(writer, questions) };
}

/** All asked at once and served one after another: each waits for those before it. */
async function oneByOne(writer: AnswerWriter, questions: readonly string[]): Promise<Ten> {
  const startedAt = performance.now();
  const answers: WrittenAnswer[] = [];
  for (const question of questions) {
    const waitedMs = performance.now() - startedAt;
    const written = await writer.write(question, SHORT_ANSWER);
    answers.push({ ...written, firstMs: waitedMs + written.firstMs, endMs: waitedMs + written.endMs });
  }
  return { answers, tookMs: performance.now() - startedAt };
}

const UNITS: Readonly<Record<string, string>> = {
  'generation.decode.1': 'tokens/s',
  'generation.decode.10': 'tokens/s',
  'generation.prefill': 'tokens/s',
  'generation.first-text.10': 'ms',
  'generation.batch10.saving': 'of the time',
  'generation.batch10.latency': 'of queued',
};

/** Medians over the rounds. */
function figuresOf(rounds: readonly Round[]): Readonly<Record<string, number>> {
  const median = (figure: (round: Round) => number) => quantile(rounds.map(figure), 0.5);
  return {
    // The first token belongs to the prompt.
    'generation.decode.1': median(({ alone }) => (1_000 * (alone.answerTokens - 1)) / (alone.endMs - alone.firstMs)),
    // The prompts' reading is in it, as it is in a shop's day.
    'generation.decode.10': median(({ together }) => (1_000 * tokensOf(together)) / together.tookMs),
    'generation.prefill': median(({ long }) => (1_000 * long.promptTokens) / long.firstMs),
    'generation.first-text.10': median(({ together }) => mean(together.answers.map(({ firstMs }) => firstMs))),
    'generation.batch10.saving': median(({ together, queued }) => 1 - together.tookMs / queued.tookMs),
    'generation.batch10.latency': median(({ together, queued }) => latencyOf(together) / latencyOf(queued)),
  };
}

const tokensOf = ({ answers }: Ten) => answers.reduce((sum, { answerTokens }) => sum + answerTokens, 0);
const latencyOf = ({ answers }: Ten) => mean(answers.map(({ endMs }) => endMs));

async function openPeer({ peers, tell }: BenchSettings, modelDir: string): Promise<AnswerWriter | undefined> {
  const llamaCpp = await importPeer<LlamaCpp>(peers, 'node-llama-cpp', 'dist/index.js');
  if (!llamaCpp) {
    tell(`${PEER} is not installed: no peer`);
    return undefined;
  }
  try {
    const { dir } = await pullDecoderWeights({ modelDir, env: process.env });
    const modelPath = join(dir, 'model.gguf');
    return await llamaWriter(llamaCpp, {
      modelPath,
      threads: THREADS,
      sequences: TOGETHER,
      contextTokens: CONTEXT_TOKENS,
    });
  } catch (error) {
    tell(`${PEER} cannot be used: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

const TEN_TOPICS = [
  ...['Apples', 'Bread', 'Copper', 'Dolphins', 'Engines'],
  ...['Forests', 'Glass', 'Honey', 'Islands', 'Jazz'],
] as const;

/** Some five hundred tokens, none of the sentences twice. */
function longQuestion(round: number): string {
  const facts = Array.from({ length: 26 }, (_, at) => {
    const [day, price] = [((at * 7 + round) % 28) + 1, 11 + at * 13 + round];
    return `Order ${at * 31 + round} was sent on day ${day} and cost ${price} dollars.`;
  });
  return `${facts.join(' ')} Which order cost the most?`;
}
