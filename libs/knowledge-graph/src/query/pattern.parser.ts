import { GraphLabel, GraphRelation } from '@zhike/contracts';
import type { Equality, QueryNode, QueryPath, Step } from './query.ast.js';
import { type Place, refuse } from './query.problem.js';
import { ENDS, isLabel, isRelation, MOST_EDGES, MOST_STEPS, WALKED } from './query.schema.js';
import { equalityOf, type WrittenEquality } from './query.values.js';
import type { TokenReader } from './token.reader.js';

export interface Pattern {
  readonly nodes: readonly QueryNode[];
  readonly paths: readonly QueryPath[];
}

interface NodeDraft {
  readonly name?: string;
  readonly place: Place;
  readonly equals: WrittenEquality[];
  label?: GraphLabel;
}

/** Reads what follows MATCH. A node's kind may be left out where its relations tell it. */
export class PatternParser {
  private readonly drafts: NodeDraft[] = [];
  private readonly paths: QueryPath[] = [];
  private edges = 0;

  constructor(private readonly reader: TokenReader) {}

  pattern(): Pattern {
    do this.paths.push(this.path());
    while (this.reader.takeSign(','));
    this.inferLabels();
    this.checkConnected();
    return { nodes: this.drafts.map((draft) => this.nodeOf(draft)), paths: this.paths };
  }

  private path(): QueryPath {
    const start = this.node();
    const steps: Step[] = [];
    let at = start;
    while (this.reader.isSign('-') || this.reader.isSign('<')) {
      const step = this.step(at);
      steps.push(step);
      at = step.node;
    }
    return { start, steps };
  }

  private node(): number {
    const { reader } = this;
    const place = reader.expectSign('(');
    const name = reader.isName ? reader.take().text : undefined;
    const known = name === undefined ? -1 : this.drafts.findIndex((draft) => draft.name === name);
    const draft = this.drafts[known] ?? { place, equals: [], ...(name === undefined ? {} : { name }) };
    if (known < 0) this.drafts.push(draft);
    if (reader.takeSign(':')) this.label(draft);
    if (reader.takeSign('{')) this.equalities(draft);
    reader.expectSign(')');
    return known < 0 ? this.drafts.length - 1 : known;
  }

  private label(draft: NodeDraft): void {
    const token = this.reader.expectName(GraphLabel.options.join(', '));
    if (!isLabel(token.text)) throw refuse('unknown-label', token, token.text, GraphLabel.options.join(', '));
    if (draft.label && draft.label !== token.text) throw refuse('label-twice', token, draft.name ?? '()', draft.label);
    draft.label = token.text;
  }

  private equalities(draft: NodeDraft): void {
    do {
      const property = this.reader.expectName('{ name: … }');
      this.reader.expectSign(':');
      draft.equals.push({ property, literal: this.reader.take(), isNegative: false });
    } while (this.reader.takeSign(','));
    this.reader.expectSign('}');
  }

  private step(at: number): Step {
    const { reader } = this;
    const place = reader.next;
    const isIn = reader.takeSign('<');
    reader.expectSign('-');
    reader.expectSign('[');
    if (reader.isName) reader.take();
    reader.expectSign(':');
    const relation = this.relation();
    const { least, most } = this.length(relation);
    reader.expectSign(']');
    reader.expectSign('-');
    if (!isIn && !reader.takeSign('>')) throw reader.unexpected('>');
    if (++this.edges > MOST_EDGES) throw refuse('too-large', place, '-[ ]-', String(MOST_EDGES));
    const node = this.node();
    const [from, to] = isIn ? [node, at] : [at, node];
    this.give(from, to, relation, place);
    return { relation, direction: isIn ? 'in' : 'out', least, most, node };
  }

  private relation(): GraphRelation {
    const token = this.reader.expectName(GraphRelation.options.join(', '));
    if (!isRelation(token.text)) throw refuse('unknown-relation', token, token.text, GraphRelation.options.join(', '));
    return token.text;
  }

  private length(relation: GraphRelation): { least: number; most: number } {
    const { reader } = this;
    const star = reader.next;
    if (!reader.takeSign('*')) return { least: 1, most: 1 };
    if (!WALKED.has(relation)) throw refuse('length-not-here', star, relation);
    const first = reader.next.kind === 'number' ? this.count() : undefined;
    const isRange = reader.takeSign('..');
    const last = isRange && reader.next.kind === 'number' ? this.count() : isRange ? undefined : first;
    if (last === undefined) throw refuse('length-unbounded', star, '*', String(MOST_STEPS));
    const least = first ?? 1;
    if (least > last) throw refuse('number-range', star, `*${least}..${last}`, `1–${MOST_STEPS}`);
    return { least, most: last };
  }

  private count(): number {
    return this.reader.expectNumber('1', [1, MOST_STEPS]);
  }

  /** The relation says what its ends are; a node that was said to be something else cannot stand there. */
  private give(from: number, to: number, relation: GraphRelation, place: Place): void {
    const [start, end] = [this.drafts[from], this.drafts[to]];
    const [fromLabel, toLabel] = ENDS[relation];
    const isRight = (draft: NodeDraft | undefined, label: GraphLabel) => !draft?.label || draft.label === label;
    if (!start || !end || !isRight(start, fromLabel) || !isRight(end, toLabel)) {
      const written = `(:${start?.label ?? ''})-[:${relation}]->(:${end?.label ?? ''})`;
      throw refuse('relation-ends', place, written, `(:${fromLabel})-[:${relation}]->(:${toLabel})`);
    }
    start.label = fromLabel;
    end.label = toLabel;
  }

  private inferLabels(): void {
    const nameless = this.drafts.find(({ label }) => !label);
    if (nameless) throw refuse('label-missing', nameless.place, nameless.name ?? '()');
  }

  private checkConnected(): void {
    const groups = this.paths.map(({ start, steps }) => [start, ...steps.map(({ node }) => node)]);
    const reached = new Set(groups[0]);
    // Each round joins at least one path, or there is none left that shares a node.
    for (const _ of groups)
      for (const group of groups.filter((nodes) => nodes.some((node) => reached.has(node))))
        group.forEach((node) => reached.add(node));
    const alone = this.drafts.find((_, node) => !reached.has(node));
    if (alone) throw refuse('not-connected', alone.place, `(${alone.name ?? ''}:${alone.label ?? ''})`);
  }

  private nodeOf({ name, label = 'Clause', equals }: NodeDraft): QueryNode {
    const read: Equality[] = equals.map((written) => equalityOf(label, written));
    return { label, equals: read, ...(name === undefined ? {} : { name }) };
  }
}
