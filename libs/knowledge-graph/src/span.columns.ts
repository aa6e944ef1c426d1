import type { GraphScope } from './graph.store.js';
import type { Span } from './visible.span.js';

const FOR_EVERYONE = 0;

/**
 * When and for whom each document stands, in columns: a search asks it of every document that it might find, so it must cost
 * next to nothing. Equal lists of groups are kept once.
 */
export class SpanColumns {
  private readonly from: number[] = [];
  private readonly to: number[] = [];
  private readonly groups: number[] = [];
  private readonly lists: (readonly string[])[] = [[]];
  private readonly numberOf = new Map<string, number>();

  set(document: number, { from, to, audiences }: Span): void {
    this.from[document] = from;
    this.to[document] = to;
    this.groups[document] = audiences?.length ? this.numberOfList(audiences) : FOR_EVERYONE;
  }

  hide(document: number): void {
    this.from[document] = Infinity;
  }

  /** Answers of each document whether a customer of the scope sees it. */
  visibleTo({ at, audiences = [] }: Pick<GraphScope, 'at' | 'audiences'>): (document: number) => boolean {
    const moment = at.getTime();
    const { from, to, groups } = this;
    const isOpen = this.lists.map((list) => !list.length || list.some((group) => audiences.includes(group)));
    return (document) =>
      (from[document] ?? Infinity) <= moment && moment < (to[document] ?? 0) && isOpen[groups[document] ?? 0] === true;
  }

  private numberOfList(audiences: readonly string[]): number {
    const key = JSON.stringify([...audiences].sort());
    const known = this.numberOf.get(key);
    if (known !== undefined) return known;
    const number = this.lists.push(audiences) - 1;
    this.numberOf.set(key, number);
    return number;
  }
}
