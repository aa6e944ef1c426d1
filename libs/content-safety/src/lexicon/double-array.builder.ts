import { type CodeTrie, makeTrie } from './code.trie.js';
import type { CodeSequences, DoubleArray } from './double-array.js';
import { SlotAllocator } from './slot.allocator.js';

/** Offsets of a state's numbers in `cells`. */
const [BASE, LABEL, FAIL, OUTPUT] = [0, 1, 2, 3];

/**
 * Builds the automaton of sequences over the codes 1 … `alphabet`. Equal sequences are each an output. Give frequent codes
 * low numbers: families of children then lie closer together.
 */
export function buildDoubleArray(sequences: CodeSequences, alphabet: number): DoubleArray {
  const trie = makeTrie(sequences);
  const { slots, bases, size } = placeAll(trie, alphabet);
  const cells = new Int32Array(size * 4);
  for (let node = 0; node < trie.count; node++) {
    const state = (slots[node] ?? 0) * 4;
    cells[state + BASE] = (bases[node] ?? 0) * 4;
    cells[state + LABEL] = trie.label[node] ?? 0;
  }
  const inBreadth = breadthFirst(trie);
  linkFailures(trie, slots, cells, inBreadth);
  const outputs = linkOutputs(trie, slots, cells, inBreadth);
  shortenLeaves(trie, slots, cells, inBreadth);
  return { cells, ...outputs };
}

/** Large families first: the small ones fill what they leave. */
function placeAll(trie: CodeTrie, alphabet: number) {
  const slots = new Int32Array(trie.count);
  const bases = new Int32Array(trie.count);
  const allocator = new SlotAllocator(trie.count, alphabet);
  const parents = Array.from({ length: trie.count }, (_, node) => node).filter((node) => trie.children[node]);
  parents.sort((left, right) => (trie.children[right] ?? 0) - (trie.children[left] ?? 0));
  for (const parent of parents) {
    const labels: number[] = [];
    for (let child = trie.firstChild[parent] ?? 0; child; child = trie.nextSibling[child] ?? 0)
      labels.push(trie.label[child] ?? 0);
    const base = allocator.place(labels);
    bases[parent] = base;
    for (let child = trie.firstChild[parent] ?? 0; child; child = trie.nextSibling[child] ?? 0)
      slots[child] = base + (trie.label[child] ?? 0);
  }
  return { slots, bases, size: allocator.size };
}

function breadthFirst(trie: CodeTrie): Int32Array {
  const order = new Int32Array(trie.count);
  let filled = 1;
  for (let at = 0; at < filled; at++)
    for (let child = trie.firstChild[order[at] ?? 0] ?? 0; child; child = trie.nextSibling[child] ?? 0)
      order[filled++] = child;
  return order;
}

function linkFailures(trie: CodeTrie, slots: Int32Array, cells: Int32Array, order: Int32Array): void {
  for (const parent of order) {
    const state = (slots[parent] ?? 0) * 4;
    for (let child = trie.firstChild[parent] ?? 0; child; child = trie.nextSibling[child] ?? 0) {
      const target = state ? childOnTheWay(cells, cells[state + FAIL] ?? 0, trie.label[child] ?? 0) : 0;
      cells[(slots[child] ?? 0) * 4 + FAIL] = target;
    }
  }
}

/** A leaf begins nowhere (0), where the label of no code can be: it has no child, as it should. */
function childOnTheWay(cells: Int32Array, from: number, code: number): number {
  for (let state = from; ; state = cells[state + FAIL] ?? 0) {
    const child = (cells[state + BASE] ?? 0) + code * 4;
    if (cells[child + LABEL] === code) return child;
    if (state === 0) return 0;
  }
}

/** A state's own sequences, then those of the state it fails to: all that end here, the longest first. */
function linkOutputs(trie: CodeTrie, slots: Int32Array, cells: Int32Array, order: Int32Array) {
  const outputs = new Int32Array(trie.nextSequence.length);
  const nextOutputs = new Int32Array(trie.nextSequence.length);
  let used = 1;
  for (const node of order) {
    const state = (slots[node] ?? 0) * 4;
    let next = state ? (cells[(cells[state + FAIL] ?? 0) + OUTPUT] ?? 0) : 0;
    for (let sequence = trie.firstSequence[node] ?? 0; sequence; sequence = trie.nextSequence[sequence] ?? 0) {
      outputs[used] = sequence - 1;
      nextOutputs[used] = next;
      next = used++;
    }
    cells[state + OUTPUT] = next;
  }
  return { outputs, nextOutputs };
}

/** A leaf has no children: it may as well look at once among those of the state it fails to. */
function shortenLeaves(trie: CodeTrie, slots: Int32Array, cells: Int32Array, order: Int32Array): void {
  for (const node of order) {
    if (trie.firstChild[node] || node === 0) continue;
    const state = (slots[node] ?? 0) * 4;
    const fail = cells[state + FAIL] ?? 0;
    cells[state + BASE] = cells[fail + BASE] ?? 0;
    cells[state + FAIL] = cells[fail + FAIL] ?? 0;
  }
}
