import type { ClauseDraft, FactDraft } from '@zhike/contracts';
import { useMemo } from 'react';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { ClauseChangeCard } from './clause.change.js';
import { diffClauses, diffFacts } from './diff.js';
import { FactChanges } from './fact.changes.js';

interface Content {
  readonly clauses: readonly ClauseDraft[];
  readonly facts: readonly FactDraft[];
}

interface DiffViewProps {
  readonly before: Content;
  readonly after: Content;
}

export function DiffView({ before, after }: DiffViewProps) {
  const { changes: text } = useText();
  const clauses = useMemo(() => diffClauses(before.clauses, after.clauses), [before.clauses, after.clauses]);
  const facts = useMemo(() => diffFacts(before.facts, after.facts), [before.facts, after.facts]);
  if (!clauses.length && !facts.length) return <p className="soft">{text.same}</p>;
  return (
    <div className="diff">
      {clauses.length ? (
        <section>
          <h3>
            {text.clauses} <Summary kinds={clauses.map(({ kind }) => kind)} />
          </h3>
          {clauses.map((change) => (
            <ClauseChangeCard key={`${change.kind} ${change.key}`} change={change} />
          ))}
        </section>
      ) : null}
      {facts.length ? (
        <section>
          <h3>
            {text.facts} <Summary kinds={facts.map(({ kind }) => kind)} />
          </h3>
          <FactChanges changes={facts} />
        </section>
      ) : null}
    </div>
  );
}

function Summary({ kinds }: { readonly kinds: readonly string[] }) {
  const { changes: text } = useText();
  const { number } = useFormat();
  const count = (wanted: string) => number(kinds.filter((kind) => kind === wanted).length);
  return <span className="soft small tabular">{text.summary(count('added'), count('changed'), count('removed'))}</span>;
}
