import {
  type AskGraph,
  type GraphCell,
  GraphLabel,
  type GraphNode,
  type GraphOffer,
  GraphRelation,
  type GraphResult,
  type GraphSetting,
  Locale,
  MOST_GRAPH_ROWS,
  type RunGraphQuery,
} from '@zhike/contracts';
import { type Clock, type Database, DomainError } from '@zhike/platform';
import { type ChatModel, ChatModelError, type Embedder } from '@zhike/ports';
import type { z } from 'zod';
import { RelationRanking } from '../../facts/relation.ranking.js';
import type { GraphStore } from '../../graph.store.js';
import { QueryChecker } from '../checks/query.checker.js';
import type { FoundNode, NodeKey, QueryCell, QueryScope } from '../graph.queries.js';
import { parseQuery } from '../query.parser.js';
import { ENDS, PROPERTIES } from '../query.schema.js';
import { columnName, queryText } from '../query.text.js';
import { exampleQuestions } from './example.questions.js';
import { ModelQueryWriter } from './model.query-writer.js';
import { writeQuestion } from './question.query.js';
import { type Vetted, vetQuery } from './query.vetting.js';

export class GraphDeskError extends DomainError<'model-not-configured'> {}

export interface GraphDeskParts {
  readonly graph: GraphStore;
  readonly database: Database;
  readonly embedder: Embedder;
  readonly clock: Clock;
  /** Without one only the rules write searches. */
  modelFor(workspaceId: string): Promise<ChatModel | undefined>;
  /** Groups that versions are for: a member sees what is for any of them. */
  audiencesOf(workspaceId: string): Promise<readonly string[]>;
}

/** Where members search the graph: they write a search, or ask in words and are offered one. */
export class GraphDesk {
  private readonly checker: QueryChecker;
  private readonly relations: RelationRanking;

  constructor(private readonly parts: GraphDeskParts) {
    this.checker = new QueryChecker(parts.database);
    this.relations = new RelationRanking(parts.embedder);
  }

  async setting(workspaceId: string, locale: Locale): Promise<GraphSetting> {
    const { graph, clock } = this.parts;
    const counts = await graph.count(workspaceId);
    const model = await this.parts.modelFor(workspaceId);
    const examples = await exampleQuestions(graph.queries, { workspaceId, at: clock.now() }, locale);
    return {
      engine: graph.engine,
      ...counts,
      ...(model ? { model: model.id } : {}),
      examples,
      labels: GraphLabel.options.map((label) => ({ label, properties: Object.keys(PROPERTIES[label]) })),
      relations: GraphRelation.options.map((relation) => {
        const [from, to] = ENDS[relation];
        return { relation, from, to };
      }),
    };
  }

  /** The first rows of a search, with the nodes that they speak of. */
  async run(
    workspaceId: string,
    { cypher, inForce }: z.output<typeof RunGraphQuery>,
    signal: AbortSignal,
  ): Promise<GraphResult> {
    const began = performance.now();
    const query = parseQuery(cypher);
    const { queries } = this.parts.graph;
    const scope = { workspaceId, signal, ...(inForce ? { at: this.parts.clock.now() } : {}) };
    await queries.examine(query, scope);
    const most = query.limit ?? MOST_GRAPH_ROWS;
    // One more than is shown tells whether there are more.
    const rows = await queries.rows(
      query,
      scope,
      query.limit === undefined || most === MOST_GRAPH_ROWS ? most + 1 : most,
    );
    const shown = rows.slice(0, most);
    const keys = shown.flatMap(({ cells, behind }) => [...cells.flatMap(nodeIn), ...behind]);
    return {
      cypher: queryText(query),
      columns: query.columns.map((column) => columnName(query.nodes, column)),
      rows: shown.map(({ cells }) => cells.map(toCell)),
      nodes: (await queries.nodes(scope, onceEach(keys))).map(toNode),
      isCut: rows.length > most,
      engine: queries.engine,
      tookMs: performance.now() - began,
    };
  }

  /** A search for a question, tried before it is offered; or why there is none. */
  async ask(
    workspaceId: string,
    { question, by }: z.output<typeof AskGraph>,
    signal: AbortSignal,
  ): Promise<GraphOffer> {
    const began = performance.now();
    const offer =
      by === 'model'
        ? await this.byModel(workspaceId, question, signal)
        : await this.byRules(workspaceId, question, signal);
    return { question, by, checks: [], attempts: [], ...offer, tookMs: performance.now() - began };
  }

  private async byRules(workspaceId: string, question: string, signal: AbortSignal): Promise<Partial<GraphOffer>> {
    const search = {
      graph: this.parts.graph,
      relations: this.relations,
      scope: await this.scopeOf(workspaceId, question, signal),
    };
    const written = await writeQuestion(search, question);
    if (!written) return { because: 'not-understood' };
    const vetted = await this.vet(written.cypher, search.scope);
    return { ...offered([vetted]), ...(written.leftOut === undefined ? {} : { leftOut: written.leftOut }) };
  }

  private async byModel(workspaceId: string, question: string, signal: AbortSignal): Promise<Partial<GraphOffer>> {
    const model = await this.parts.modelFor(workspaceId);
    if (!model)
      throw new GraphDeskError('model-not-configured', 'No chat model is configured that could write the search.');
    const scope = await this.scopeOf(workspaceId, question, signal);
    const { graph } = this.parts;
    const [known, mentions] = [await graph.relationsIn(scope), await graph.findMentions(scope, question)];
    const relations = [...new Set(known.map(({ relation }) => relation))].sort();
    const entities = [...new Set(mentions.map(({ entity }) => entity))];
    try {
      const vet = (cypher: string) => this.vet(cypher, scope);
      return offered(await new ModelQueryWriter(model).write({ question, relations, entities }, vet, signal));
    } catch (error) {
      signal.throwIfAborted();
      if (isAway(error)) return { because: 'model-away' };
      throw error;
    }
  }

  private vet(cypher: string, { workspaceId, at, signal }: QueryScope): Promise<Vetted> {
    const scope = { workspaceId, ...(at ? { at } : {}), ...(signal ? { signal } : {}) };
    return vetQuery(cypher, this.parts.graph.queries, this.checker, scope);
  }

  private async scopeOf(workspaceId: string, question: string, signal: AbortSignal) {
    const locale: Locale = /\p{Script=Han}/u.test(question) ? 'zh' : 'en';
    const audiences = await this.parts.audiencesOf(workspaceId);
    return { workspaceId, locale, at: this.parts.clock.now(), audiences, signal };
  }
}

/** The last try, if it can be used; those before it are told with what was wrong. */
function offered(tries: readonly Vetted[]): Partial<GraphOffer> {
  const last = tries.at(-1);
  const failed = tries.filter(({ isUsable }) => !isUsable).map(({ attempt }) => attempt);
  if (last?.isUsable) return { cypher: last.cypher, checks: [...last.checks], attempts: failed };
  return { because: last?.because ?? 'never-valid', checks: [...(last?.checks ?? [])], attempts: failed };
}

const isAway = (error: unknown) =>
  error instanceof ChatModelError || (error instanceof Error && error.name === 'TimeoutError');

const nodeIn = (cell: QueryCell) => (cell.kind === 'node' ? cell.node : []);
const keyOf = ({ label, key }: NodeKey) => `${label} ${key}`;
const toCell = (cell: QueryCell): GraphCell =>
  cell.kind === 'value' ? cell : { kind: 'node', node: keyOf(cell.node) };

function onceEach(keys: readonly NodeKey[]): NodeKey[] {
  return [...new Map(keys.map((key) => [keyOf(key), key])).values()];
}

function toNode({ key, locale, ...node }: FoundNode): GraphNode {
  const known = Locale.safeParse(locale);
  return { ...node, key: keyOf({ label: node.label, key }), ...(known.success ? { locale: known.data } : {}) };
}
