import { COUNTED_WORDS, isFactSign, isJoint, isLatin, isLetter, numberWordsOf, spansOf } from './evidence.spans.js';
import type { TextAutomaton } from './text.automaton.js';

interface Node {
  readonly number: number;
  readonly children: Map<number, Node>;
  /** A span ends here; its last sign. */
  end?: number;
}

/** What came just before, in text that is free. */
type Before = 'anything' | 'span' | 'letter-span' | 'joint';

interface Free {
  readonly kind: 'free';
  readonly before: Before;
  /** The word so far, as long as it may become a number word that the evidence does not have. */
  readonly word: string;
}

interface Copying {
  readonly kind: 'copying';
  readonly node: Node;
}

/** Several readings at once: where one span begins another, it may end or go on. */
export type EvidenceState = readonly (Free | Copying)[];

const START: Free = { kind: 'free', before: 'anything', word: '' };
const NO_WORD = '*';

/**
 * Free text in which numbers, and what they count, can only be copied from the evidence: a prefix tree of its spans. Number
 * words ("fourteen") may be used where the evidence uses them. Built so that even a weak model cannot alter a number; that
 * a right number stands in the right place remains for the verifier.
 */
export class EvidenceAutomaton implements TextAutomaton<EvidenceState> {
  readonly start: EvidenceState = [START];
  private readonly root: Node = { number: 0, children: new Map() };
  private readonly forbidden: ReadonlySet<string>;
  private readonly forbiddenBeginnings: ReadonlySet<string>;

  constructor(evidence: readonly string[]) {
    let nodes = 1;
    for (const span of spansOf(evidence)) {
      let node = this.root;
      for (const sign of signsOf(span)) {
        const next = node.children.get(sign) ?? { number: nodes++, children: new Map<number, Node>() };
        node.children.set(sign, next);
        node = next;
      }
      node.end = signsOf(span).at(-1) ?? 0;
    }
    const proved = numberWordsOf(evidence);
    this.forbidden = new Set([...COUNTED_WORDS].filter((word) => !proved.has(word)));
    this.forbiddenBeginnings = new Set(
      [...this.forbidden].flatMap((word) => [...word].map((_, at) => word.slice(0, at + 1))),
    );
  }

  next(state: EvidenceState, sign: number): EvidenceState | undefined {
    const next = state.flatMap((reading) =>
      reading.kind === 'free' ? this.write(reading, sign) : this.copy(reading, sign),
    );
    return next.length > 0 ? next : undefined;
  }

  /** In free text nearly every stretch of Unicode holds a sign that may follow. */
  mayFollow(state: EvidenceState, low: number, high: number): boolean {
    return state.some((reading) => {
      if (reading.kind === 'free') return true;
      return (
        reading.node.end !== undefined || [...reading.node.children.keys()].some((sign) => sign >= low && sign <= high)
      );
    });
  }

  mayPause(state: EvidenceState): boolean {
    return state.some((reading) => reading.kind === 'copying' || !this.forbidden.has(reading.word));
  }

  mayEnd(state: EvidenceState): boolean {
    return state.some((reading) =>
      reading.kind === 'copying' ? reading.node.end !== undefined : !this.forbidden.has(reading.word),
    );
  }

  keyOf(state: EvidenceState): string {
    return state
      .map((reading) => (reading.kind === 'free' ? `${reading.before}:${reading.word}` : `${reading.node.number}`))
      .join(' ');
  }

  private write({ before, word }: Free, sign: number): EvidenceState {
    const isWhole = !this.forbidden.has(word);
    if (isFactSign(sign)) return before === 'anything' && isWhole ? this.begin(sign) : [];
    if (isLetter(sign)) return before === 'letter-span' ? [] : [this.writeLetter(word, sign)];
    return isWhole ? [{ kind: 'free', before: isJoint(sign) ? afterJoint(before) : 'anything', word: '' }] : [];
  }

  private begin(sign: number): EvidenceState {
    const node = this.root.children.get(sign);
    return node ? [{ kind: 'copying', node }] : [];
  }

  private copy({ node }: Copying, sign: number): EvidenceState {
    const child = node.children.get(sign);
    const onward: EvidenceState = child ? [{ kind: 'copying', node: child }] : [];
    if (node.end === undefined) return onward;
    // Between two digits there is no end: "14" of the evidence is not the beginning of "145".
    const before: Before = isLatin(node.end) ? 'letter-span' : 'span';
    return [...onward, ...this.write({ kind: 'free', before, word: '' }, sign)];
  }

  /** Only words that may still become a forbidden one are remembered: all others are alike. */
  private writeLetter(word: string, sign: number): Free {
    const longer = word === NO_WORD ? NO_WORD : word + String.fromCodePoint(sign).toLowerCase();
    return { kind: 'free', before: 'anything', word: this.forbiddenBeginnings.has(longer) ? longer : NO_WORD };
  }
}

/** A number must not go on behind a point either: "10%" is not the beginning of "10%.5". */
const afterJoint = (before: Before): Before => (before === 'anything' || before === 'joint' ? 'anything' : 'joint');
const signsOf = (text: string) => Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
