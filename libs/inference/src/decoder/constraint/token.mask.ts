import type { TextAutomaton } from './text.automaton.js';
import type { Constrain } from '../sampler.js';
import type { TokenBytes } from './token.bytes.js';
import { continuing, endOf, readByte, type SignBytes } from './utf8.signs.js';

interface ByteState<State> {
  readonly text: State;
  /** A sign whose bytes are still coming. */
  readonly sign?: SignBytes;
}

/** Tokens in the order of their bytes, so that those with a common beginning stand together and it is read once. */
export class TokenOrder {
  readonly tokens: readonly { readonly id: number; readonly bytes: Uint8Array; readonly shared: number }[];

  constructor(readonly bytesOf: TokenBytes) {
    const found = bytesOf.flatMap((bytes, id) => (bytes && bytes.length > 0 ? [{ id, bytes }] : []));
    found.sort((left, right) => Buffer.compare(left.bytes, right.bytes));
    this.tokens = found.map(({ id, bytes }, at) => ({ id, bytes, shared: sharedLength(found[at - 1]?.bytes, bytes) }));
  }
}

/** Bounds the memory of masks: one has up to four bytes a word of the vocabulary. */
const KEPT_MASKS = 64;

/** The tokens that go on with texts of one language, for its states as they come. Answers under it may share them. */
export class TokenMasks<State> {
  private readonly masks = new Map<string, Uint32Array>();

  constructor(
    readonly automaton: TextAutomaton<State>,
    readonly order: TokenOrder,
    private readonly endTokens: readonly number[],
  ) {}

  allowedAfter(state: ByteState<State>): Uint32Array {
    const { sign, text } = state;
    const key = `${this.automaton.keyOf(text)}|${sign ? `${sign.value},${sign.left},${sign.least}` : ''}`;
    const known = this.masks.get(key);
    if (known) return known;
    const mask = this.allowed(state);
    if (this.masks.size >= KEPT_MASKS) this.masks.clear();
    this.masks.set(key, mask);
    return mask;
  }

  private allowed(from: ByteState<State>): Uint32Array {
    const allowed: number[] = [];
    const states: ByteState<State>[] = [from];
    /** Bytes of the token before that could be read; one more could not. */
    let readable = Infinity;
    for (const { id, bytes, shared } of this.order.tokens) {
      if (shared > readable) continue;
      readable = this.read(bytes, shared, states);
      const last = states[bytes.length];
      if (readable < bytes.length || !last) continue;
      readable = Infinity;
      if (last.sign || this.automaton.mayPause(last.text)) allowed.push(id);
    }
    if (!from.sign && this.automaton.mayEnd(from.text)) allowed.push(...this.endTokens);
    return Uint32Array.from(allowed);
  }

  /** Reads on from the shared bytes; answers how many of all bytes could be read. */
  private read(bytes: Uint8Array, shared: number, states: ByteState<State>[]): number {
    for (let at = shared; at < bytes.length; at++) {
      const state = states[at];
      const next = state && this.step(state, bytes[at] ?? 0);
      if (!next) return at;
      states[at + 1] = next;
    }
    return bytes.length;
  }

  step({ text, sign }: ByteState<State>, byte: number): ByteState<State> | undefined {
    const read = readByte(sign, byte);
    if (read === undefined) return undefined;
    if (read.left > 0) {
      const [low, high] = [continuing(read), endOf(read)];
      return this.automaton.mayFollow(text, low, high) ? { text, sign: read } : undefined;
    }
    const next = this.automaton.next(text, read.value);
    return next === undefined ? undefined : { text: next };
  }
}

/** The sampler's hook for one answer. */
export class TokenMask<State> {
  private state: ByteState<State>;
  private length = 0;

  constructor(private readonly masks: TokenMasks<State>) {
    this.state = { text: masks.automaton.start };
  }

  /** To be asked once a token, with one more token each time. */
  readonly constrain: Constrain = (tokensSoFar) => {
    const { masks } = this;
    for (const token of tokensSoFar.slice(this.length))
      for (const byte of masks.order.bytesOf[token] ?? []) this.state = masks.step(this.state, byte) ?? this.state;
    this.length = tokensSoFar.length;
    return masks.allowedAfter(this.state);
  };
}

function sharedLength(left: Uint8Array | undefined, right: Uint8Array): number {
  if (!left) return 0;
  const most = Math.min(left.length, right.length);
  let at = 0;
  while (at < most && left[at] === right[at]) at++;
  return at;
}
