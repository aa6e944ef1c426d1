import type { CaseDecision, TurnEvent } from '@zhike/contracts';
import type { ContentSafety, DraftSentence, Evidence, Screening, Turn } from '@zhike/ports';
import type { TurnRelease } from './turn.release.js';
import type { TraceRecorder } from './turn.trace.js';
import { verifySentence } from './turn.verify.js';
import { wordsOf } from './verify/grounds.js';

/** A sentence that wants out. One of ours states nothing by itself: it is screened, and what it stands on is cited. */
export interface Outgoing extends DraftSentence {
  readonly isOurs?: boolean;
  readonly decision?: CaseDecision;
}

/** The only way out of a turn: each sentence is held against its evidence and screened before it is released. */
export class TurnExit {
  /** What went out with evidence, in order. */
  readonly said: DraftSentence[] = [];
  /** Sentences that did not pass. */
  readonly keptIn: DraftSentence[] = [];
  /** The rails stopped a sentence: what went out is not all that the evidence says. */
  isCutShort = false;

  constructor(
    private readonly turn: Turn,
    private readonly trace: TraceRecorder,
    private readonly release: TurnRelease,
    private readonly safety: Pick<ContentSafety, 'screenOutput'>,
  ) {}

  /** Lets out those that pass; the others are dropped, and the trace says why. */
  async *offer(
    sentences: Iterable<Outgoing> | AsyncIterable<Outgoing>,
    signal: AbortSignal,
  ): AsyncGenerator<TurnEvent> {
    for await (const sentence of sentences) {
      signal.throwIfAborted();
      if (await this.passes(sentence)) yield this.letOut(sentence);
      else this.keptIn.push(sentence);
    }
  }

  /** Lets out all, or none when one does not pass. */
  async *offerWhole(sentences: readonly Outgoing[]): AsyncGenerator<TurnEvent> {
    for (const [at, sentence] of sentences.entries())
      if (!(await this.passes(sentence, sentences.slice(0, at)))) return;
    for (const sentence of sentences) yield this.letOut(sentence);
  }

  /** `waiting` are sentences that will leave before it, and have not yet. */
  private async passes(
    { text, evidence, isOurs = false }: Outgoing,
    waiting: readonly Outgoing[] = [],
  ): Promise<boolean> {
    let isProven = true;
    if (!isOurs) {
      const proof = verifySentence({ text, evidence });
      this.trace.note('verify', { sentence: text, ...proof });
      ({ isProven } = proof);
    }
    // Also what is not proven: what a model tried to let out has to be known, not only kept in.
    const exit = await this.trace.step(
      'screen-output',
      () => this.safety.screenOutput(text, this.screening(evidence, waiting)),
      (verdict) => ({ ...verdict }),
    );
    if (exit.isBlocked) this.isCutShort = true;
    return isProven && !exit.isBlocked;
  }

  private screening(evidence: readonly Evidence[], waiting: readonly Outgoing[]): Screening {
    const { id, workspaceId, locale } = this.turn;
    const before = [...this.release.released().sentences, ...waiting].map((sentence) => sentence.text);
    const said = [...this.said, ...waiting].flatMap((sentence) => sentence.evidence);
    const grounds = [...said, ...evidence].map(wordsOf);
    return { workspaceId, locale, turnId: id, before: before.join('\n'), evidence: [...new Set(grounds)] };
  }

  private letOut({ text, evidence, decision }: Outgoing): TurnEvent {
    this.trace.cite(evidence);
    if (evidence.length) this.said.push({ text, evidence });
    return this.release.sentence(text, citationsOf(evidence), decision);
  }
}

const citationsOf = (evidence: readonly Evidence[]) => evidence.map(({ citation }) => citation);
