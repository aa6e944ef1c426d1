import { ELEMENT } from '../multilingual/onnx.bytes.js';
import type { GraphBuilder } from './graph.builder.js';
import { ALL, type LlamaShape, NEW, OLD, ROWS } from './llama.shape.js';

/** Added to the score of a masked position: far enough below every score, and finite in single precision. */
const MASKED = -1e9;
const IDS = 'input_ids';
const MASK = 'attention_mask';

/** The new tokens once for each head of a group. */
const QUERIES = 'group_queries';

/**
 * Attention over the new tokens and the old ones, each where they lie: keys and values of the new tokens are given out by
 * themselves (`new.N.key|value`), and who runs the graph writes them behind the old ones. The runtime copies what a graph
 * gives out, so that with the whole states as outputs every step would cost as much as all that was read before it.
 * Heads of one group are rows of one product, because they share keys and values.
 */
export class LlamaAttention {
  private readonly group: number;

  constructor(
    private readonly graph: GraphBuilder,
    private readonly shape: LlamaShape,
  ) {
    this.group = shape.heads / shape.keyHeads;
  }

  /**
   * The bias for every layer, `rows × 1 × group·new × (new + old)`: new tokens see those before them, and old ones that the
   * mask leaves. New columns stand first, so that the sums over a row do not depend on how much padding is behind it.
   */
  mask(): void {
    const { graph } = this;
    const one = graph.integers('one', [1]);
    graph.add('Shape', [IDS], 'rows', { start: 0, end: 1 });
    graph.add('Shape', [IDS], 'new', { start: 1, end: 2 });
    graph.add('Shape', [MASK], 'all', { start: 1, end: 2 });
    graph.add('Sub', ['all', 'new'], 'old');
    graph.add('Concat', ['new', 'old'], 'new.old', { axis: 0 });
    graph.add('Concat', ['new', 'new'], 'new.new', { axis: 0 });
    graph.add('Concat', ['rows', one, one, one], 'as.rows', { axis: 0 });
    graph.add('Concat', [one, one, 'new', one], 'as.queries', { axis: 0 });
    const far = graph.floats('far', [MASKED]);
    graph.add('Expand', [far, 'new.new'], 'hidden');
    graph.add('Trilu', ['hidden', graph.integer('above', 1)], 'later', { upper: 1 });
    graph.add('Unsqueeze', ['later', graph.integers('first.axes', [0, 1])], 'later.all');
    graph.add('Expand', ['later.all', 'as.rows'], 'bias.new');
    graph.add('Cast', [MASK], 'mask.float', { to: ELEMENT.float });
    graph.add('Sub', [graph.floats('unmasked', [1]), 'mask.float'], 'mask.missing');
    graph.add('Mul', ['mask.missing', far], 'mask.bias');
    graph.add('Slice', ['mask.bias', graph.integers('begin', [0]), 'old', one], 'mask.old');
    graph.add('Unsqueeze', ['mask.old', graph.integers('query.axes', [1, 2])], 'bias.row');
    graph.add('Expand', ['bias.row', 'as.queries'], 'bias.old');
    graph.add('Concat', ['bias.new', 'bias.old'], 'bias.head', { axis: 3 });
    graph.add('Tile', ['bias.head', graph.integers('group', [1, 1, this.group, 1])], 'bias');
    graph.shaped('bias', [ROWS, 1, QUERIES, ALL]);
  }

  /** From turned queries and keys side by side, and values, each `rows × new × width`. Answers what was attended to. */
  attend(layer: number, turned: string, values: string): string {
    const { graph } = this;
    const { heads, keyHeads, headSize } = this.shape;
    const at = `blk.${layer}`;
    const [key, value] = [`new.${layer}.key`, `new.${layer}.value`];
    const standing = this.stand(turned, heads + keyHeads, `${at}.standing`);
    graph.split(standing, [heads, keyHeads], [`${at}.queries`, key], 1);
    this.stand(values, keyHeads, value);
    const groups = graph.integers('groups.shape', [0, keyHeads, -1, headSize]);
    const queries = graph.add('Reshape', [`${at}.queries`, groups], `${at}.grouped`);
    graph.shaped(queries, [ROWS, keyHeads, QUERIES, headSize]);
    const scores = ['new', 'old'].map((part) => {
      const keys = part === 'new' ? key : `past_key_values.${layer}.key`;
      const scale = { alpha: 1 / Math.sqrt(headSize) };
      return graph.contrib('FusedMatMul', [queries, keys], `${at}.scores.${part}`, { transB: 1 }, scale);
    });
    graph.shaped(graph.add('Concat', scores, `${at}.scores`, { axis: -1 }), [ROWS, keyHeads, QUERIES, ALL]);
    graph.add('Add', [`${at}.scores`, 'bias'], `${at}.masked`);
    graph.add('Softmax', [`${at}.masked`], `${at}.shares`, { axis: -1 });
    graph.nodes.push({
      type: 'Split',
      inputs: [`${at}.shares`, 'new.old'],
      outputs: [`${at}.shares.new`, `${at}.shares.old`],
      attributes: [{ name: 'axis', int: -1 }],
    });
    graph.shaped(`${at}.shares.new`, [ROWS, keyHeads, QUERIES, NEW]);
    graph.shaped(`${at}.shares.old`, [ROWS, keyHeads, QUERIES, OLD]);
    graph.add('MatMul', [`${at}.shares.new`, value], `${at}.weighed.new`);
    graph.add('MatMul', [`${at}.shares.old`, `past_key_values.${layer}.value`], `${at}.weighed.old`);
    graph.add('Add', [`${at}.weighed.new`, `${at}.weighed.old`], `${at}.weighed`);
    const each = graph.integers('heads.shape', [0, heads, -1, headSize]);
    const apart = graph.add('Reshape', [`${at}.weighed`, each], `${at}.weighed.heads`);
    graph.shaped(apart, [ROWS, heads, NEW, headSize]);
    graph.transpose(apart, [0, 2, 1, 3], `${at}.weighed.tokens`);
    const flat = graph.integers('states.shape', [0, 0, heads * headSize]);
    return graph.add('Reshape', [`${at}.weighed.tokens`, flat], `${at}.attended`);
  }

  /** One block a head. */
  private stand(states: string, heads: number, output: string): string {
    const shape = this.graph.integers(`heads.${heads}`, [0, 0, heads, this.shape.headSize]);
    this.graph.add('Reshape', [states, shape], `${output}.heads`);
    return this.graph.transpose(`${output}.heads`, [0, 2, 1, 3], output);
  }
}
