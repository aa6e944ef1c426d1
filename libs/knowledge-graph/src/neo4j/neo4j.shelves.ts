import type { Locale } from '@zhike/contracts';
import { ClauseShelf } from '../clause.shelf.js';
import type { CatalogueRelation, GraphClause, GraphScope } from '../graph.store.js';
import { isVisible, type Span } from '../visible.span.js';
import type { ScoredId } from '../workspace.index.js';

/** Clauses of one shop of which is kept what was read of them, some five kilobytes each; and shops. */
const MOST_CLAUSES = 5_000;
const MOST_SHOPS = 64;

/** A relation of a catalogue, with who may see it. */
export interface ShelvedRelation extends CatalogueRelation {
  readonly locale: Locale;
  readonly span: Span;
}

export interface ShelvedClause {
  readonly clause: GraphClause;
  readonly locale: Locale;
  readonly span: Span;
}

/** What was read of one shop's clauses while it stood as it stands. */
export class ShopShelves {
  readonly clauses = new ClauseShelf<ShelvedClause>(MOST_CLAUSES);
  readonly near = new ClauseShelf<readonly ScoredId[]>(MOST_CLAUSES);
  private relations: Promise<readonly ShelvedRelation[]> | undefined;
  private readonly bytes = new Map<string, ClauseShelf<Uint8Array>>();

  /** All there are, of every language and time; read when they are first asked for. */
  relationsBy(read: () => Promise<readonly ShelvedRelation[]>): Promise<readonly ShelvedRelation[]> {
    if (this.relations) return this.relations;
    const relations = read();
    this.relations = relations;
    relations.catch(() => (this.relations = undefined));
    return relations;
  }

  /** Properties whose bytes were asked for: they are read along with each clause. */
  get bytesAsked(): readonly string[] {
    return [...this.bytes.keys()];
  }

  /** Of a property that holds bytes; none for a clause that has no such property. */
  bytesOf(property: string): ClauseShelf<Uint8Array> {
    const known = this.bytes.get(property) ?? new ClauseShelf<Uint8Array>(MOST_CLAUSES);
    this.bytes.set(property, known);
    return known;
  }
}

export function isShown({ locale, span }: Pick<ShelvedClause, 'locale' | 'span'>, scope: GraphScope): boolean {
  return locale === scope.locale && isVisible(span, scope.at.getTime(), scope.audiences ?? []);
}

/**
 * Spares a question what questions before it have read: a clause's text and vectors take longer to hand over than to find. One look
 * at the shop's revision for each scope; when it has moved, everything is read again.
 */
export class Neo4jShelves {
  private readonly held = new Map<string, { readonly revision: string; readonly shelves: ShopShelves }>();
  private readonly given = new WeakMap<GraphScope, Promise<ShopShelves>>();

  constructor(private readonly revisionOf: (scope: GraphScope) => Promise<string>) {}

  of(scope: GraphScope): Promise<ShopShelves> {
    const known = this.given.get(scope);
    if (known) return known;
    const current = this.current(scope);
    this.given.set(scope, current);
    current.catch(() => this.given.delete(scope));
    return current;
  }

  private async current(scope: GraphScope): Promise<ShopShelves> {
    const revision = await this.revisionOf(scope);
    const known = this.held.get(scope.workspaceId);
    const held = known?.revision === revision ? known : { revision, shelves: new ShopShelves() };
    this.held.delete(scope.workspaceId);
    this.held.set(scope.workspaceId, held);
    const [oldest] = this.held.keys();
    if (this.held.size > MOST_SHOPS && oldest !== undefined) this.held.delete(oldest);
    return held.shelves;
  }
}
