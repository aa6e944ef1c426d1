import type { Health } from '@zhike/contracts';
import { useHealth } from '../api/answer.queries.js';
import { Loading } from '../shared/loading.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import { EmbeddingsCard } from './embeddings.card.js';
import { PartCard } from './part.card.js';

export function SystemPage() {
  const { system: text } = useText();
  const health = useHealth();
  const { moment } = useFormat();
  const checked = health.dataUpdatedAt ? text.checked(moment(new Date(health.dataUpdatedAt).toISOString())) : '';
  return (
    <div className="page">
      <PageHead title={text.title} lead={`${text.lead} ${checked}`} />
      <Problem error={health.error} retry={health.refetch} />
      {health.isPending ? <Loading /> : null}
      {health.data ? <Parts health={health.data} /> : null}
    </div>
  );
}

function Parts({ health: { database, graph, embeddings, unreadableKeys } }: { readonly health: Health }) {
  const { system: text } = useText();
  const pending = graph.pendingEvents ? text.pendingSome(graph.pendingEvents) : text.pendingNone;
  return (
    <div className="cards">
      <PartCard title={text.database} state={database.state} rows={[[text.engine, database.engine]]}>
        {database.state === 'away' ? <p>{text.databaseAwayAdvice}</p> : null}
      </PartCard>
      <PartCard
        title={text.graph}
        state={graph.state}
        rows={[
          [text.engine, graph.engine],
          [text.pending, pending],
        ]}
      >
        {graph.state === 'away' ? <p>{text.graphAwayAdvice}</p> : null}
        {graph.message ? <p className="soft mono small break">{graph.message}</p> : null}
      </PartCard>
      <EmbeddingsCard embeddings={embeddings} />
      {unreadableKeys ? <KeysCard count={unreadableKeys} /> : null}
    </div>
  );
}

function KeysCard({ count }: { readonly count: number }) {
  const { system: text } = useText();
  return (
    <section className="sheet card">
      <h2>{text.keys}</h2>
      <p className="is-bad">{text.keysUnreadable(count)}</p>
      <p>{text.keysAdvice}</p>
    </section>
  );
}
