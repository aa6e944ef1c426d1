import type { CaseDecision, Citation, TurnEvent } from '@zhike/contracts';
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

  sentence(text: string, citations: readonly Citation[], decision?: CaseDecision): TurnEvent {
    const index = this.sentences.push({ text, citations }) - 1;
    const event = { type: 'sentence-ready' as const, turnId: this.turnId, index, text, citations: [...citations] };
    return decision ? { ...event, decision } : event;
  }

  /** A sentence of ours, which states nothing about the shop and so needs no evidence; the turn ends with it. */
  async *say(text: string, outcome: TurnOutcome): AsyncGenerator<TurnEvent, TurnOutcome> {
    yield this.sentence(text, []);
    return outcome;
  }

  /** The choices of a question that was just asked; none where there is nothing to choose from. */
  *offer(choices: readonly string[]): Generator<TurnEvent> {
    if (!choices.length) return;
    this.choices.push(...choices);
    yield { type: 'choices-offered', turnId: this.turnId, choices: [...choices] };
  }
}
