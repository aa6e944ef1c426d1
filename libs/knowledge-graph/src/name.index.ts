import type { EntityMention } from './graph.store.js';
import { aliasesOf, foldName, MOST_SHARING, type NamedEntity, partsOfName, resolveMentions } from './mentions.js';
import { isSameSpan, isVisible, type Span } from './visible.span.js';

/** Finds the entities a text names, by looking up every stretch of it that is as long as some alias. */
export class NameIndex {
  private readonly names = new AliasTable();
  private readonly parts = new AliasTable();

  add(entity: string, span: Span): void {
    for (const alias of aliasesOf(entity)) this.names.add(alias, entity, span);
    for (const part of partsOfName(entity)) this.parts.add(part, entity, span);
  }

  remove(entity: string, span: Span): void {
    for (const alias of aliasesOf(entity)) this.names.remove(alias, entity, span);
    for (const part of partsOfName(entity)) this.parts.remove(part, entity, span);
  }

  /** A part of a name counts where few things share it. */
  mentions(text: string, at: number, groups: readonly string[] = []): readonly EntityMention[] {
    const folded = foldName(text);
    const named = this.names.within(folded, at, groups);
    const called = this.parts.within(folded, at, groups, MOST_SHARING).map((one) => ({ ...one, isPart: true }));
    return resolveMentions([...named, ...called], folded);
  }
}

/** Which entities an alias names, and when. */
class AliasTable {
  private readonly byAlias = new Map<string, Map<string, Span[]>>();
  private readonly lengths = new Map<number, number>();

  add(alias: string, entity: string, span: Span): void {
    const entities = this.byAlias.get(alias);
    if (!entities) this.lengths.set(alias.length, (this.lengths.get(alias.length) ?? 0) + 1);
    const spans = entities?.get(entity);
    if (spans) spans.push(span);
    else this.byAlias.set(alias, (entities ?? new Map<string, Span[]>()).set(entity, [span]));
  }

  remove(alias: string, entity: string, span: Span): void {
    const entities = this.byAlias.get(alias);
    const spans = entities?.get(entity) ?? [];
    const place = spans.findIndex((other) => isSameSpan(other, span));
    if (place >= 0) spans.splice(place, 1);
    if (!spans.length) entities?.delete(entity);
    if (entities && !entities.size) this.forget(alias);
  }

  /** Aliases in a folded text, of those that no more than `most` entities bear at that moment. */
  within(folded: string, at: number, groups: readonly string[], most = Infinity): NamedEntity[] {
    const found = new Map<string, NamedEntity[]>();
    for (const length of this.lengths.keys())
      for (let start = 0; start + length <= folded.length; start++) {
        const alias = folded.slice(start, start + length);
        if (this.byAlias.has(alias) && !found.has(alias)) found.set(alias, this.named(alias, at, groups));
      }
    return [...found.values()].filter((entities) => entities.length <= most).flat();
  }

  private named(alias: string, at: number, groups: readonly string[]): NamedEntity[] {
    return [...(this.byAlias.get(alias) ?? [])]
      .filter(([, spans]) => spans.some((span) => isVisible(span, at, groups)))
      .map(([entity]) => ({ entity, alias }));
  }

  private forget(alias: string): void {
    this.byAlias.delete(alias);
    const left = (this.lengths.get(alias.length) ?? 1) - 1;
    if (left) this.lengths.set(alias.length, left);
    else this.lengths.delete(alias.length);
  }
}
