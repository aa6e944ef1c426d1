import type { Citation, TurnEvent } from '@zhike/contracts';
import type { TurnOutcome } from '@zhike/ports';
import type { ReleasedSentence } from './turn.record.js';

/** Keeps what has been let out of a turn, in order. */
export class TurnRelease {
  private readonly sentences: ReleasedSentence[] = [];
  private readonly choices: string[] = [];

  constructor(private readonly turnId: string) {}

  get isEmpty(): boolean {
    return !this.sentences.length;
  }

  released(): { sentences: readonly ReleasedSentence[]; choices: readonly string[] } {
    return { sentences: this.sentences, choices: this.choices };
  }

  sentence(text: string, citations: readonly Citation[]): TurnEvent {
    const index = this.sentences.push({ text, citations }) - 1;
    return { type: 'sentence-ready', turnId: this.turnId, index, text, citations: [...citations] };
  }

  /** A sentence of ours, which states nothing about the shop and so needs no evidence; the turn ends with it. */
  async *say(text: string, outcome: TurnOutcome): AsyncGenerator<TurnEvent, TurnOutcome> {
    yield this.sentence(text, []);
    return outcome;
  }

  async *ask(text: string, choices: readonly string[], because: string): AsyncGenerator<TurnEvent, TurnOutcome> {
    yield this.sentence(text, []);
    this.choices.push(...choices);
    yield { type: 'choices-offered', turnId: this.turnId, choices: [...choices] };
    return { kind: 'clarified', reason: because };
  }
}
