import type { EntityMention } from './graph.store.js';
import { aliasesOf, foldName, type NamedEntity, resolveMentions } from './mentions.js';
import { isSameSpan, isVisible, type Span } from './visible.span.js';

/** Finds the entities a text names, by looking up every stretch of it that is as long as some alias. */
export class NameIndex {
  private readonly byAlias = new Map<string, Map<string, Span[]>>();
  private readonly lengths = new Map<number, number>();

  add(entity: string, span: Span): void {
    for (const alias of aliasesOf(entity)) {
      const entities = this.byAlias.get(alias);
      if (!entities) this.lengths.set(alias.length, (this.lengths.get(alias.length) ?? 0) + 1);
      const spans = entities?.get(entity);
      if (spans) spans.push(span);
      else this.byAlias.set(alias, (entities ?? new Map<string, Span[]>()).set(entity, [span]));
    }
  }

  remove(entity: string, span: Span): void {
    for (const alias of aliasesOf(entity)) {
      const entities = this.byAlias.get(alias);
      const spans = entities?.get(entity) ?? [];
      const place = spans.findIndex((other) => isSameSpan(other, span));
      if (place >= 0) spans.splice(place, 1);
      if (!spans.length) entities?.delete(entity);
      if (entities && !entities.size) this.forget(alias);
    }
  }

  mentions(text: string, at: number, groups: readonly string[] = []): readonly EntityMention[] {
    const folded = foldName(text);
    const found = new Map<string, NamedEntity>();
    for (const length of this.lengths.keys())
      for (let start = 0; start + length <= folded.length; start++)
        for (const named of this.named(folded.slice(start, start + length), at, groups))
          found.set(`${named.alias}\u0000${named.entity}`, named);
    return resolveMentions([...found.values()], folded);
  }

  private named(alias: string, at: number, groups: readonly string[]): NamedEntity[] {
    const entities = this.byAlias.get(alias);
    if (!entities) return [];
    return [...entities]
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
