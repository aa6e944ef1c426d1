import {
  type AnswerWriter,
  type ChatEnd,
  type ChatEvent,
  ChatModelError,
  type ChatModelErrorCode,
  type ChatRequest,
  type DraftSentence,
  type Evidence,
  type Redaction,
  type WritingRequest,
} from '@zhike/ports';
import { AnswerPatience } from '../chat/answer.patience.js';
import type { AttemptListener, ModelAttempt } from '../routing/model.attempt.js';
import { answerPrompt } from './answer.prompt.js';
import { CitedSentences, type CitedSentence } from './cited.sentences.js';
import { type NumberedSource, numberSources, writtenSource } from './numbered.sources.js';
import type { PromptGuard } from './prompt.guard.js';

export interface WritingLimits {
  /** Tokens of evidence in the prompt, counted roughly. */
  readonly evidenceTokens: number;
  readonly answerTokens: number;
  /** For the whole answer, with every retry and every model asked. Milliseconds; it must leave the composer its time. */
  readonly withinMs: number;
}

export const WRITING_LIMITS: WritingLimits = { evidenceTokens: 2_400, answerTokens: 400, withinMs: 12_000 };

/** What writes: a chain of models. */
export interface AnsweringModel {
  readonly id: string;
  chat(request: ChatRequest, hear: AttemptListener): AsyncIterable<ChatEvent>;
}

/** So many sentences in a row without a source, and the rest is not waited for: none of them can reach the customer. */
const MOST_UNSOURCED = 4;
/** Equal requests are to give equal text; which number is all the same. */
const SEED = 7;

/**
 * Phrases the evidence with a chat model, sentence by sentence, each with the sources it names. Nothing here makes a sentence
 * true: one that names no source, or one it was not given, carries no evidence, and the verifier judges the others. Throws a
 * `ChatModelError` when no model answers or the answer breaks off; what was given before stands.
 */
export class ModelAnswerWriter implements AnswerWriter {
  readonly id: string;
  private readonly limits: WritingLimits;

  constructor(
    private readonly model: AnsweringModel,
    private readonly guard: PromptGuard,
    limits: Partial<WritingLimits> = {},
    private readonly hear: AttemptListener = () => {},
  ) {
    this.id = model.id;
    this.limits = { ...WRITING_LIMITS, ...limits };
  }

  async *write(request: WritingRequest): AsyncGenerator<DraftSentence, void, undefined> {
    const sources = numberSources(request.evidence, this.limits.evidenceTokens).map((source) => this.inert(source));
    const redaction = this.redact(request);
    const patience = new AnswerPatience(this.id, request.signal);
    patience.expectWithin(this.limits.withinMs, 'the whole answer');
    try {
      const asked = this.ask({ ...request, signal: patience.signal }, sources, redaction.texts);
      for await (const draft of this.read(this.model.chat(asked, this.tell(request)), sources))
        yield withValues(draft, redaction);
    } finally {
      patience.end();
    }
  }

  private async *read(
    answer: AsyncIterable<ChatEvent>,
    sources: readonly NumberedSource[],
  ): AsyncGenerator<DraftSentence, void, undefined> {
    const sentences = new CitedSentences();
    let end: ChatEnd | undefined;
    let unsourced = 0;
    for await (const event of answer) {
      if (event.type === 'end') {
        end = event;
        continue;
      }
      for (const draft of drafts(sentences.push(event.text), sources)) {
        yield draft;
        unsourced = draft.evidence.length ? 0 : unsourced + 1;
        if (unsourced >= MOST_UNSOURCED) throw this.failure('model-answer-unsourced', 'names no sources');
      }
    }
    const isCut = end?.reason === 'length';
    yield* drafts(sentences.end(isCut), sources);
    if (isCut) throw this.failure('model-answer-cut', 'had no room to end its answer');
  }

  private failure(code: ChatModelErrorCode, because: string): ChatModelError {
    return new ChatModelError(code, `${this.id} ${because}`);
  }

  /** The decoder's constraint reads the sources as the prompt has them, so both get the inert words. */
  private inert(source: NumberedSource): NumberedSource {
    return { ...source, heading: this.guard.inert(source.heading), text: this.guard.inert(source.text) };
  }

  private redact({ question, earlier, locale, note }: WritingRequest): Redaction {
    const redaction = this.guard.redactor.redact([question, ...earlier], locale);
    if (redaction.values.size > 0) note?.('redact', { ...redaction.counts });
    return redaction;
  }

  private ask(
    { locale, temperature, signal }: WritingRequest,
    sources: readonly NumberedSource[],
    texts: readonly string[],
  ): ChatRequest {
    const [question = '', ...earlier] = texts.map((text) => this.guard.inert(text));
    return {
      messages: answerPrompt({ question, earlier, locale, sources }, this.guard),
      temperature,
      maxTokens: this.limits.answerTokens,
      seed: SEED,
      evidence: sources.map(writtenSource),
      signal,
    };
  }

  private tell({ note }: WritingRequest): AttemptListener {
    return (attempt) => {
      this.hear(attempt);
      note?.('model', describe(attempt), attempt.tookMs);
    };
  }
}

function drafts(sentences: readonly CitedSentence[], sources: readonly NumberedSource[]): DraftSentence[] {
  return sentences.map(({ text, numbers }) => ({ text, evidence: evidenceNamed(numbers, sources) }));
}

/** A placeholder is undone where the evidence holds what it stands for; otherwise the sentence stands on nothing and stays. */
function withValues(draft: DraftSentence, { values }: Redaction): DraftSentence {
  const used = [...values].filter(([placeholder]) => draft.text.includes(placeholder));
  if (!used.length) return draft;
  const isPublished = used.every(([, value]) => draft.evidence.some((one) => saidBy(one).includes(value)));
  if (!isPublished) return { text: draft.text, evidence: [] };
  const text = used.reduce((said, [placeholder, value]) => said.replaceAll(placeholder, () => value), draft.text);
  return { ...draft, text };
}

const saidBy = (evidence: Evidence) => (evidence.kind === 'clause' ? evidence.text : evidence.value);

/** A number that was not given makes the whole sentence stand on nothing: whoever invents a source invents more. */
function evidenceNamed(numbers: readonly number[], sources: readonly NumberedSource[]): DraftSentence['evidence'] {
  const named = numbers.map((number) => sources[number - 1]);
  return named.includes(undefined) ? [] : named.flatMap((source) => source?.evidence ?? []);
}

/** The step says how long it took. */
function describe({ usage, tookMs: _tookMs, firstTextMs, ...attempt }: ModelAttempt): Record<string, unknown> {
  return { ...attempt, ...(firstTextMs === undefined ? {} : { firstTextMs: Math.round(firstTextMs) }), ...usage };
}
