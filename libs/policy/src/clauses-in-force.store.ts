import type { Locale } from '@zhike/contracts';
import type { Db } from '@zhike/platform';
import type { ClauseInForce, ClauseRef, ClauseSearch, ClausesInForce } from '@zhike/ports';
import { IS_IN_FORCE, searchedWords } from './in-force.sql.js';

interface Row {
  readonly id: string;
  readonly key: string;
  readonly heading: string;
  readonly path: string[];
  readonly text: string;
  readonly policyId: string;
  readonly policyTitle: string;
  readonly versionId: string;
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly audiences: string[];
  readonly locale: Locale;
}

const IN_FORCE = `
  select c.id, c.key, c.heading, c.path, c.text, v.policy_id as "policyId", v.title as "policyTitle", v.id as "versionId", v.version,
         v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo", v.audiences, p.locale
    from policy_clauses c
    join policy_versions v on v.id = c.version_id
    join policies p on p.id = v.policy_id
   where ${IS_IN_FORCE}`;

/** Single clauses of what is in force, from the source of truth itself: also while the graph is away. */
export class SqlClausesInForce implements ClausesInForce {
  constructor(private readonly db: Db) {}

  async find(workspaceId: string, refs: readonly ClauseRef[], at: Date): Promise<readonly ClauseInForce[]> {
    if (!refs.length) return [];
    const rows = await this.db.query<Row>(
      `${IN_FORCE} and (v.policy_id, c.key) in (select * from unnest($3::text[], $4::text[]))`,
      [workspaceId, at, refs.map(({ policyId }) => policyId), refs.map(({ clauseKey }) => clauseKey)],
    );
    return rows.map(toClause);
  }

  async search(
    workspaceId: string,
    { text, locale, limit }: ClauseSearch,
    at: Date,
  ): Promise<readonly ClauseInForce[]> {
    const words = searchedWords(text);
    const rows = await this.db.query<Row>(
      `${IN_FORCE} and p.locale = $3
         and not exists (select 1 from unnest($4::text[]) w
                          where position(lower(w) in lower(v.title || ' ' || c.key || ' ' || c.heading || ' ' || c.text)) = 0)
       order by v.title, v.id, c.position limit $5`,
      [workspaceId, at, locale, words, limit],
    );
    return rows.map(toClause);
  }
}

function toClause({ id, key, heading, path, text, audiences, locale, ...version }: Row): ClauseInForce {
  const { effectiveFrom, effectiveTo, ...named } = version;
  return {
    citation: {
      kind: 'clause',
      sourceId: id,
      sourceKey: key,
      label: heading || path.at(-1) || key,
      ...named,
      effectiveFrom: effectiveFrom.toISOString(),
      ...(effectiveTo ? { effectiveTo: effectiveTo.toISOString() } : {}),
    },
    heading,
    path,
    text,
    audiences,
    locale,
  };
}
