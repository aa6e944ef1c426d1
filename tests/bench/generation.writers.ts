import { type DecoderCard, OnnxDecoder, SMOLLM2 } from '@zhike/inference';
import type { LlamaCpp } from './bench.peers.js';

/** One answer as it was written, milliseconds from when it was asked for. */
export interface WrittenAnswer {
  readonly promptTokens: number;
  readonly answerTokens: number;
  readonly firstMs: number;
  readonly endMs: number;
}

/** Writes answers, many at once; always the likeliest token. */
export interface AnswerWriter {
  readonly name: string;
  write(question: string, maxTokens: number): Promise<WrittenAnswer>;
  close(): Promise<void>;
}

/** Of its own for each question: what the requests have in common would otherwise be read once by us and each time by the peer. */
const systemOf = (question: string) => `You answer the question that begins with: ${question.slice(0, 24)}`;

/** The product's decoder. */
export function ourWriter(modelDir: string, threads: number, rows: number, card: DecoderCard = SMOLLM2): AnswerWriter {
  // Nothing is kept of earlier prompts: a repetition must cost what the first time cost.
  const limits = { maxRows: rows, prefixBytes: 0 };
  const decoder = new OnnxDecoder({ model: { modelDir, card }, threads, limits });
  return {
    name: 'ours',
    async write(question, maxTokens) {
      const startedAt = performance.now();
      let firstAt: number | undefined;
      const messages = [
        { role: 'system', content: systemOf(question) },
        { role: 'user', content: question },
      ] as const;
      for await (const event of decoder.generate({ messages, maxTokens })) {
        firstAt ??= performance.now();
        if (event.type !== 'generation-end') continue;
        const { promptTokens, answerTokens } = event.usage;
        return { promptTokens, answerTokens, firstMs: firstAt - startedAt, endMs: performance.now() - startedAt };
      }
      throw new Error('the answer has no end');
    },
    close: () => decoder.close(),
  };
}

export interface LlamaOptions {
  readonly modelPath: string;
  readonly threads: number;
  readonly sequences: number;
  readonly contextTokens: number;
}

/** llama.cpp by node-llama-cpp, on the same weights; it batches the sequences that are evaluated at the same time. */
export async function llamaWriter(llamaCpp: LlamaCpp, options: LlamaOptions): Promise<AnswerWriter> {
  const { modelPath, threads, sequences, contextTokens } = options;
  const llama = await llamaCpp.getLlama({ gpu: false, build: 'never', logLevel: 'error', maxThreads: threads });
  const model = await llama.loadModel({ modelPath });
  const context = await model.createContext({
    ...{ sequences, contextSize: contextTokens, threads: { ideal: threads, min: threads } },
    ...{ batchSize: 512, flashAttention: false },
  });
  const free = Array.from({ length: sequences }, () => context.getSequence());
  return {
    name: 'node-llama-cpp',
    async write(question, maxTokens) {
      const sequence = free.pop();
      if (!sequence) throw new Error('more questions at once than sequences');
      const startedAt = performance.now();
      const prompt = model.tokenize(chatText(question), true);
      let [firstMs, answerTokens] = [0, 0];
      for await (const _token of sequence.evaluate(prompt, { temperature: 0 })) {
        if (answerTokens++ === 0) firstMs = performance.now() - startedAt;
        if (answerTokens >= maxTokens) break;
      }
      const endMs = performance.now() - startedAt;
      await sequence.clearHistory();
      free.push(sequence);
      return { promptTokens: prompt.length, answerTokens, firstMs, endMs };
    },
    close: async () => {
      await context.dispose();
      await model.dispose();
      await llama.dispose();
    },
  };
}

/** As the model's chat template writes it. */
function chatText(question: string): string {
  const turn = (role: string, content: string) => `<|im_start|>${role}\n${content}<|im_end|>\n`;
  return `${turn('system', systemOf(question))}${turn('user', question)}<|im_start|>assistant\n`;
}
