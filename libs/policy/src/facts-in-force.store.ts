import type { Locale } from '@zhike/contracts';
import type { Db } from '@zhike/platform';
import type { FactEvidence, FactsInForce, FactSubject, SubjectName, SubjectSearch } from '@zhike/ports';
import { IS_IN_FORCE, searchedWords } from './in-force.sql.js';

interface Row {
  readonly id: string;
  readonly entity: string;
  readonly relation: string;
  readonly value: string;
  readonly policyId: string;
  readonly policyTitle: string;
  readonly versionId: string;
  readonly version: number;
  readonly effectiveFrom: Date;
  readonly effectiveTo: Date | null;
  readonly locale: Locale;
}

/** `$3` is the language. */
const IN_FORCE = `
  policy_versions v join policies p on p.id = v.policy_id
   where ${IS_IN_FORCE} and v.audiences = '{}' and p.locale = $3`;

/** Facts of what is in force, from the source of truth itself: also while the graph is away. */
export class SqlFactsInForce implements FactsInForce {
  constructor(private readonly db: Db) {}

  async hasCatalogue(workspaceId: string, locale: Locale, at: Date): Promise<boolean> {
    const rows = await this.db.query(`select 1 from ${IN_FORCE} and v.fact_count > 0 limit 1`, [
      workspaceId,
      at,
      locale,
    ]);
    return rows.length > 0;
  }

  subjects(workspaceId: string, { text, locale, limit }: SubjectSearch, at: Date): Promise<readonly FactSubject[]> {
    const words = searchedWords(text);
    return this.db.query<FactSubject>(
      `select f.entity, $3::text as locale, min(f.title) as "policyTitle", count(*)::integer as "factCount"
         from (select f.entity, f.position, v.title from policy_facts f join (select v.id, v.title from ${IN_FORCE}) v on v.id = f.version_id) f
        where not exists (select 1 from unnest($4::text[]) w where position(lower(w) in lower(f.entity || ' ' || f.title)) = 0)
        group by f.entity order by min(f.title), min(f.position), f.entity limit $5`,
      [workspaceId, at, locale, words, limit],
    );
  }

  async about(workspaceId: string, { entity, locale }: SubjectName, at: Date): Promise<readonly FactEvidence[]> {
    const rows = await this.db.query<Row>(
      `select f.id, f.entity, f.relation, f.value, v.*, $3::text as locale
         from policy_facts f
         join (select v.id as "versionId", v.policy_id as "policyId", v.title as "policyTitle", v.version,
                      v.effective_from as "effectiveFrom", v.effective_to as "effectiveTo" from ${IN_FORCE}) v on v."versionId" = f.version_id
        where f.entity = $4 order by v."policyTitle", v."versionId", f.position`,
      [workspaceId, at, locale, entity],
    );
    return rows.map(toEvidence);
  }
}

function toEvidence({
  id,
  entity,
  relation,
  value,
  locale,
  effectiveFrom,
  effectiveTo,
  ...version
}: Row): FactEvidence {
  const name = `${entity} · ${relation}`;
  const { policyId, policyTitle, versionId, version: number } = version;
  return {
    kind: 'fact',
    citation: {
      kind: 'fact',
      sourceId: id,
      sourceKey: name,
      label: name,
      ...{ policyId, policyTitle, versionId, version: number },
      effectiveFrom: effectiveFrom.toISOString(),
      ...(effectiveTo ? { effectiveTo: effectiveTo.toISOString() } : {}),
    },
    ...{ entity, relation, value, locale },
    score: 1,
    confidence: 1,
  };
}
