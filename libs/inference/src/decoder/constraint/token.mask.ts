import type { TextAutomaton } from './text.automaton.js';
import type { Constrain } from '../sampler.js';
import type { TokenBytes } from './token.bytes.js';
import { continuing, endOf, readByte, type SignBytes } from './utf8.signs.js';

/** Masks kept for states that come again: within a sentence most do. */
const KEPT_MASKS = 256;

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

/** Makes the sampler's hook from an automaton: the tokens whose text goes on with a text of the language. */
export class TokenMask<State> {
  private readonly masks = new Map<string, Uint32Array>();
  private state: ByteState<State>;
  private length = 0;

  constructor(
    private readonly automaton: TextAutomaton<State>,
    private readonly order: TokenOrder,
    private readonly endTokens: readonly number[],
  ) {
    this.state = { text: automaton.start };
  }

  /** To be asked once a token, with one more token each time. */
  readonly constrain: Constrain = (tokensSoFar) => {
    for (const token of tokensSoFar.slice(this.length)) this.advance(token);
    this.length = tokensSoFar.length;
    const { sign, text } = this.state;
    const key = `${this.automaton.keyOf(text)}|${sign ? `${sign.value},${sign.left},${sign.least}` : ''}`;
    const known = this.masks.get(key);
    if (known) return known;
    const mask = this.allowed();
    if (this.masks.size >= KEPT_MASKS) this.masks.clear();
    this.masks.set(key, mask);
    return mask;
  };

  private advance(token: number): void {
    for (const byte of this.order.bytesOf[token] ?? []) this.state = this.step(this.state, byte) ?? this.state;
  }

  private allowed(): Uint32Array {
    const allowed: number[] = [];
    const states: ByteState<State>[] = [this.state];
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
    if (!this.state.sign && this.automaton.mayEnd(this.state.text)) allowed.push(...this.endTokens);
    return Uint32Array.from(allowed);
  }

  /** Reads on from the shared bytes; answers how many of all bytes could be read. */
  private read(bytes: Uint8Array, shared: number, states: ByteState<State>[]): number {
    for (let at = shared; at < bytes.length; at++) {
      const from = states[at];
      const next = from && this.step(from, bytes[at] ?? 0);
      if (!next) return at;
      states[at + 1] = next;
    }
    return bytes.length;
  }

  private step({ text, sign }: ByteState<State>, byte: number): ByteState<State> | undefined {
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

function sharedLength(left: Uint8Array | undefined, right: Uint8Array): number {
  if (!left) return 0;
  const most = Math.min(left.length, right.length);
  let at = 0;
  while (at < most && left[at] === right[at]) at++;
  return at;
}
