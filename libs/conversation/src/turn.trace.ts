import type { TraceWindow, TurnTrace } from '@zhike/contracts';
import type { Evidence, Retrieval, Turn, TurnOutcome, Window, WindowPart } from '@zhike/ports';

type Candidates = TurnTrace['candidates'];

/** Writes down, while a turn runs, what was done and why; the console shows it. */
export class TraceRecorder {
  private readonly steps: TurnTrace['steps'] = [];
  private readonly began = performance.now();
  private window: Window | undefined;
  private retrieval: Retrieval | undefined;
  private readonly cited = new Set<string>();

  constructor(private readonly turn: Turn) {}

  /** Times a step and keeps what it came to. */
  async step<Result>(
    name: string,
    work: () => Promise<Result> | Result,
    describe: (result: Result) => Record<string, unknown>,
  ): Promise<Result> {
    const began = performance.now();
    try {
      const result = await work();
      this.note(name, describe(result), began);
      return result;
    } catch (error) {
      this.note(name, { failed: error instanceof Error ? error.message : String(error) }, began);
      throw error;
    }
  }

  note(name: string, detail: Record<string, unknown>, began = performance.now()): void {
    this.steps.push({ name, tookMs: round(performance.now() - began), detail });
  }

  fitted(window: Window): void {
    this.window = window;
  }

  found(retrieval: Retrieval): void {
    this.retrieval = retrieval;
  }

  cite(evidence: readonly Evidence[]): void {
    for (const { citation } of evidence) this.cited.add(citation.sourceId);
  }

  finish(outcome: TurnOutcome): TurnTrace {
    return {
      turnId: this.turn.id,
      question: this.turn.text,
      outcome: outcome.kind,
      reason: outcome.reason,
      totalMs: round(performance.now() - this.began),
      ...(this.window ? { window: describeWindow(this.window, this.retrieval) } : {}),
      steps: this.steps,
      candidates: this.candidates(),
    };
  }

  private candidates(): Candidates {
    return (this.retrieval?.candidates ?? []).map(({ evidence, parts, dropped }) => {
      const isCited = this.cited.has(evidence.citation.sourceId);
      return {
        kind: evidence.kind,
        sourceId: evidence.citation.sourceId,
        sourceKey: evidence.citation.sourceKey,
        label: `${evidence.citation.policyTitle} · ${evidence.citation.label}`,
        text: evidence.kind === 'clause' ? evidence.text : evidence.value,
        score: evidence.score,
        parts: { ...parts, confidence: evidence.confidence },
        fate: isCited ? 'cited' : dropped ? 'dropped' : 'kept',
        because: isCited ? 'a sentence stands on it' : (dropped ?? 'not needed for the answer'),
      };
    });
  }
}

function describeWindow(window: Window, retrieval: Retrieval | undefined): TraceWindow {
  const { question, because, topic, reply, told, usedTokens, budgetTokens } = window;
  const inState = (state: TraceWindow['parts'][number]['state'], parts: readonly WindowPart[]) =>
    parts.map((part) => ({ ...part, state }));
  const entities = retrieval?.notes['entities'];
  return {
    question,
    because,
    ...(topic === undefined ? {} : { topic }),
    ...(reply ? { reply } : {}),
    told: [...told],
    entities: Array.isArray(entities) ? entities.map(String) : [],
    parts: [
      ...inState('kept', window.kept),
      ...inState('summarised', window.summarised),
      ...inState('dropped', window.dropped),
    ],
    usedTokens,
    budgetTokens,
  };
}

const round = (milliseconds: number) => Math.round(milliseconds * 100) / 100;
