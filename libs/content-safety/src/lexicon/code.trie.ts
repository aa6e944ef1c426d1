import type { CodeSequences } from './double-array.js';

/** A trie as lists of children, from which the double array is made. Node 0 is the root. */
export interface CodeTrie {
  readonly count: number;
  readonly label: Uint16Array;
  readonly firstChild: Int32Array;
  readonly nextSibling: Int32Array;
  readonly children: Int32Array;
  /** First sequence that ends at a node, and those after it; counted from 1, 0 is none. */
  readonly firstSequence: Int32Array;
  readonly nextSequence: Int32Array;
}

/** Sequences are inserted in order, so that a node's newest child is the only one that can be shared. */
export function makeTrie(sequences: CodeSequences): CodeTrie {
  const { codes, starts } = sequences;
  const size = codes.length + 1;
  const trie = {
    count: 1,
    label: new Uint16Array(size),
    firstChild: new Int32Array(size),
    nextSibling: new Int32Array(size),
    children: new Int32Array(size),
    firstSequence: new Int32Array(size),
    nextSequence: new Int32Array(starts.length + 1),
  };
  const lastChild = new Int32Array(size);
  for (const sequence of inOrder(sequences)) {
    let node = 0;
    for (let at = starts[sequence] as number; at < (starts[sequence + 1] as number); at++) {
      const code = codes[at] as number;
      const last = lastChild[node] as number;
      node = last && trie.label[last] === code ? last : addChild(trie, lastChild, node, code);
    }
    trie.nextSequence[sequence + 1] = trie.firstSequence[node] as number;
    trie.firstSequence[node] = sequence + 1;
  }
  return trie;
}

function addChild(
  trie: { -readonly [Part in keyof CodeTrie]: CodeTrie[Part] },
  lastChild: Int32Array,
  node: number,
  code: number,
): number {
  const child = trie.count++;
  const last = lastChild[node] as number;
  trie.label[child] = code;
  if (last) trie.nextSibling[last] = child;
  else trie.firstChild[node] = child;
  lastChild[node] = child;
  trie.children[node] = (trie.children[node] as number) + 1;
  return child;
}

function inOrder({ codes, starts }: CodeSequences): Int32Array {
  const order = new Int32Array(Math.max(0, starts.length - 1)).map((_, at) => at);
  return order.sort((left, right) => {
    const [leftEnd = 0, rightEnd = 0] = [starts[left + 1], starts[right + 1]];
    let [a = 0, b = 0] = [starts[left], starts[right]];
    for (; a < leftEnd && b < rightEnd; a++, b++) if (codes[a] !== codes[b]) return (codes[a] ?? 0) - (codes[b] ?? 0);
    return leftEnd - a - (rightEnd - b);
  });
}
