import { createHash } from 'node:crypto';
import { Neo4jError } from 'neo4j-driver';
import type { Ask, Neo4jSessions } from './neo4j.session.js';

/** On an empty store indexes take a moment; on a large one they are built on after this by themselves. */
const PREPARE_MS = 10_000;

/** Full text over the terms of a clause; `lucene.query.ts` says what stands in its fields. */
export const TEXT_INDEX = 'zhike_clause_text';

/** By name. A uniqueness constraint is also the index by which a node is found. */
const SCHEMA: Readonly<Record<string, string>> = {
  zhike_turnstile_id: `create constraint zhike_turnstile_id if not exists for (n:Turnstile) require n.id is unique`,
  zhike_workspace_id: `create constraint zhike_workspace_id if not exists for (n:Workspace) require n.id is unique`,
  zhike_policy_id: `create constraint zhike_policy_id if not exists for (n:Policy) require n.id is unique`,
  zhike_version_id: `create constraint zhike_version_id if not exists for (n:Version) require n.id is unique`,
  zhike_clause_id: `create constraint zhike_clause_id if not exists for (n:Clause) require n.id is unique`,
  zhike_fact_id: `create constraint zhike_fact_id if not exists for (n:Fact) require n.id is unique`,
  zhike_entity_name: `create constraint zhike_entity_name if not exists for (n:Entity) require (n.workspaceId, n.locale, n.name) is unique`,
  zhike_alias_text: `create constraint zhike_alias_text if not exists for (n:Alias) require (n.workspaceId, n.locale, n.text) is unique`,
  zhike_clause_scope: `create index zhike_clause_scope if not exists for (n:Clause) on (n.workspaceId, n.locale)`,
  zhike_version_facts: `create index zhike_version_facts if not exists for (n:Version) on (n.workspaceId, n.locale, n.holdsFacts)`,
  zhike_alias_head: `create index zhike_alias_head if not exists for (n:Alias) on (n.workspaceId, n.locale, n.head)`,
  [TEXT_INDEX]: `create fulltext index ${TEXT_INDEX} if not exists for (n:Clause) on each [n.terms, n.scope, n.startsAt, n.endsAt]
     options { indexConfig: { \`fulltext.analyzer\`: 'cjk' } }`,
};

/**
 * Where the vectors of one model stand: a property and an index of their own. Neo4j has one vector index per property, and
 * vectors of different models must never meet. Named by a digest, because a model's name is not an identifier.
 */
export interface VectorPlace {
  readonly property: string;
  readonly index: string;
  readonly dimension: number;
}

export function vectorPlace(model: string, dimension: number): VectorPlace {
  const digest = digestOf(`${model} ${dimension}`);
  return { property: `vector_${digest}`, index: `zhike_clause_vector_${digest}`, dimension: Math.trunc(dimension) };
}

/** Where vectors of one model stand packed, for no index to read: handed over many times as fast as a list of numbers. */
export function packedProperties(model: string): { readonly vector: string; readonly sentences: string } {
  const digest = digestOf(model);
  return { vector: `packed_${digest}`, sentences: `packed_sentences_${digest}` };
}

const digestOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** How long an index that was not there is taken for not being there; the vectors are then compared one by one. */
const ABSENT_MS = 5_000;

/** Constraints and indexes. That they are there is remembered until something fails: then the store may be another one. */
export class Neo4jSchema {
  private made: Promise<void> | undefined;
  private readonly online = new Set<string>();
  private readonly absentUntil = new Map<string, number>();

  constructor(private readonly sessions: Neo4jSessions) {}

  /** Looked for once, however many ask at the same time. */
  ensure(): Promise<void> {
    return (this.made ??= this.make());
  }

  forget(): void {
    this.made = undefined;
    this.online.clear();
  }

  async make(): Promise<void> {
    try {
      await this.makeMissing().catch((error: unknown) => {
        if (isMadeMeanwhile(error)) return this.makeMissing();
        throw error;
      });
    } catch (error) {
      this.forget();
      throw error;
    }
  }

  async ensureVectors({ property, index, dimension }: VectorPlace): Promise<void> {
    const present = await this.sessions.read(namesOfIndexes, PREPARE_MS);
    if (present.includes(index)) return;
    const statement = `create vector index ${index} if not exists for (n:Clause) on (n.${property})
      options { indexConfig: { \`vector.dimensions\`: ${dimension}, \`vector.similarity_function\`: 'cosine' } }`;
    await this.sessions
      .write((ask) => ask(statement), PREPARE_MS)
      .catch((error: unknown) => {
        if (!isMadeMeanwhile(error)) throw error;
      });
  }

  /** An index that is still being built answers too little; until it is online the vectors are compared one by one. */
  async hasVectors(ask: Ask, { index }: VectorPlace): Promise<boolean> {
    if (this.online.has(index)) return true;
    if (performance.now() < (this.absentUntil.get(index) ?? 0)) return false;
    const found = await ask(
      `show vector indexes yield name, state where name = $index and state = 'ONLINE' return name`,
      {
        index,
      },
    );
    if (found.length) this.online.add(index);
    else this.absentUntil.set(index, performance.now() + ABSENT_MS);
    return found.length > 0;
  }

  /** Looks before it makes: even making what is there waits for everyone who is writing. */
  private async makeMissing(): Promise<void> {
    const present = new Set(await this.sessions.read(namesOfIndexes, PREPARE_MS));
    const missing = Object.entries(SCHEMA).filter(([name]) => !present.has(name));
    if (!missing.length) return;
    await this.sessions.write(async (ask) => {
      for (const [, statement] of missing) await ask(statement);
    }, PREPARE_MS);
    await this.sessions.read((ask) => ask(`call db.awaitIndexes(8)`), PREPARE_MS);
  }
}

/** `if not exists` looks before it makes; of two who looked at the same time the later one is refused. */
const MADE_MEANWHILE = 'Neo.ClientError.Schema.EquivalentSchemaRuleAlreadyExists';
const isMadeMeanwhile = (error: unknown) => error instanceof Neo4jError && error.code === MADE_MEANWHILE;

async function namesOfIndexes(ask: Ask): Promise<string[]> {
  const rows = await ask<{ name: string }>(`show indexes yield name return name`);
  return rows.map(({ name }) => name);
}
