import { ENDLESS } from '../../neo4j/moment.text.js';
import type { GraphQuery, QueryNode } from '../query.ast.js';
import type { ExampleShape } from './example.cells.js';
import type { ExampleClause, ExampleFact, ExampleGraph, ExampleVersion } from './example.graph.js';
import { type Filled, LONG_AGO } from './example.values.js';

type Label = QueryNode['label'];

/** Makes the graph that a match of the pattern would be, with as little beside it as can be. */
export class ExampleMaker {
  constructor(
    private readonly query: GraphQuery,
    private readonly shape: ExampleShape,
    private readonly filled: Filled,
  ) {}

  example(): ExampleGraph {
    const alone = this.nodesOf('Entity').filter((node) => !this.isAbout(node));
    const walked = this.walked();
    return {
      versions: [
        ...this.versions(),
        ...this.nodesOf('Policy').flatMap((node) => this.versionFor(node)),
        ...alone.map((node) => this.version(`of-entity-${node}`, { locale: this.text(node, 'locale') })),
      ],
      clauses: [...this.nodesOf('Clause').map((node) => this.clause(node)), ...walked.clauses],
      facts: [...this.nodesOf('Fact').map((node) => this.fact(node)), ...alone.map((node) => this.factAbout(node))],
      references: walked.references,
    };
  }

  /** One for each group of nodes that are of one version. */
  private versions(): ExampleVersion[] {
    const made = new Map<string, ExampleVersion>();
    for (const label of ['Version', 'Clause', 'Fact'] as const)
      for (const node of this.nodesOf(label)) {
        const id = this.versionId(node);
        if (made.has(id)) continue;
        const own =
          label === 'Version'
            ? {
                title: this.text(node, 'title'),
                version: this.number(node, 'version'),
                startsAt: this.text(node, 'startsAt'),
                endsAt: this.text(node, 'endsAt'),
              }
            : {};
        made.set(id, this.version(id, { policyId: this.policyId(node), locale: this.text(node, 'locale'), ...own }));
      }
    return [...made.values()];
  }

  /** A policy is only there through a version. */
  private versionFor(node: number): ExampleVersion[] {
    const policyId = this.policyId(node);
    const has = this.nodesOf('Version').some((version) => this.policyId(version) === policyId);
    return has ? [] : [this.version(`of-${policyId}`, { policyId, title: this.text(node, 'title') })];
  }

  private version(id: string, given: Partial<ExampleVersion>): ExampleVersion {
    const usual = { policyId: `policy-of-${id}`, title: `例题 ${id}`, version: 1, locale: 'zh' };
    return { id, ...usual, startsAt: LONG_AGO, endsAt: ENDLESS, ...given };
  }

  private versionId(node: number): string {
    const group = this.shape.versionOf(node);
    const own = this.nodesOf('Version').find((other) => this.shape.versionOf(other) === group);
    return own === undefined ? `version-${group}` : this.text(own, 'id');
  }

  private policyId(node: number): string {
    const group = this.shape.policyOf(node);
    const own = this.nodesOf('Policy').find((other) => this.shape.policyOf(other) === group);
    return own === undefined ? `policy-${group}` : this.text(own, 'id');
  }

  private clause(node: number): ExampleClause {
    return {
      id: this.text(node, 'id'),
      versionId: this.versionId(node),
      key: this.text(node, 'key'),
      position: this.number(node, 'position'),
      heading: this.text(node, 'heading'),
      text: this.text(node, 'text'),
    };
  }

  private fact(node: number): ExampleFact {
    return {
      id: this.text(node, 'id'),
      versionId: this.versionId(node),
      position: this.number(node, 'position'),
      entity: this.text(node, 'entity'),
      relation: this.text(node, 'relation'),
      value: this.text(node, 'value'),
    };
  }

  /** An entity is only there through a fact about it. */
  private factAbout(node: number): ExampleFact {
    const entity = this.text(node, 'name');
    return { id: `about-${node}`, versionId: `of-entity-${node}`, position: 0, entity, relation: '例', value: '例' };
  }

  /** Clauses that a walk of several steps comes through, and who names whom. */
  private walked(): Pick<ExampleGraph, 'clauses' | 'references'> {
    const clauses: ExampleClause[] = [];
    const references: (readonly [string, string])[] = [];
    for (const [edge, { relation, from, to, least }] of this.shape.edges.entries()) {
      if (relation !== 'NEXT' && relation !== 'REFERS_TO') continue;
      const position = this.number(from, 'position');
      const between = Array.from({ length: least - 1 }, (_, at) => ({
        ...{ id: `between-${edge}-${at}`, key: '', heading: '', text: '', versionId: this.versionId(from) },
        position: relation === 'NEXT' ? position + at + 1 : 1_000 + edge * 100 + at * 10,
      }));
      clauses.push(...between);
      const ids = [this.text(from, 'id'), ...between.map(({ id }) => id), this.text(to, 'id')];
      if (relation === 'REFERS_TO') references.push(...ids.slice(1).map((id, at) => [ids[at] ?? '', id] as const));
    }
    return { clauses, references };
  }

  private isAbout(node: number): boolean {
    return this.shape.edges.some(({ relation, to }) => relation === 'ABOUT' && to === node);
  }

  private nodesOf(label: Label): number[] {
    return this.query.nodes.flatMap((node, at) => (node.label === label ? at : []));
  }

  private text(node: number, property: string): string {
    return String(this.filled({ kind: 'property', node, property }));
  }

  private number(node: number, property: string): number {
    return Number(this.filled({ kind: 'property', node, property }));
  }
}
