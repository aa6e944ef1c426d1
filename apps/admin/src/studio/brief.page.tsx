import { StopOutlined } from '@ant-design/icons';
import type { BriefDetail } from '@zhike/contracts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { explainError } from '../api/explain.error.js';
import { useBrief, useStopBrief } from '../api/studio.queries.js';
import { mayCurate, useMember } from '../session/member.context.js';
import { Loading } from '../shared/loading.js';
import { useFormat } from '../shared/moment.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { DraftCard } from './draft.card.js';
import { FactsPanel } from './facts.panel.js';

/** One brief: its drafts as they come, and the facts they may stand on. */
export function BriefPage() {
  const { studio: text } = useText();
  const { briefId = '' } = useParams();
  return (
    <div className="page">
      <Link to="/studio" className="back-link">
        ← {text.back}
      </Link>
      <StoredBrief key={briefId} id={briefId} />
    </div>
  );
}

function StoredBrief({ id }: { readonly id: string }) {
  const { studio: text } = useText();
  const { data: brief, error, isPending, refetch } = useBrief(id);
  // One at a time: unsaved words are guarded once, not card by card.
  const [editing, setEditing] = useState<string>();
  if (!brief)
    return (
      <>
        <PageHead title={text.title} />
        <Problem error={error} retry={refetch} />
        {isPending ? <Loading rows={6} /> : null}
      </>
    );
  return (
    <>
      <PageHead title={brief.product} lead={<Wanted brief={brief} />} actions={<StopButton brief={brief} />} />
      <Problem error={error} retry={refetch} />
      {brief.counts.underway ? (
        <p className="soft small" role="status">
          {text.progress(brief.counts.ready, brief.drafts)} · {text.leave}
        </p>
      ) : null}
      <div className="studio-layout">
        <ol className="studio-drafts">
          {brief.list.map((draft) => (
            <li key={draft.id}>
              <DraftCard
                draft={draft}
                subject={brief}
                isEditing={editing === draft.id}
                mayEdit={editing === undefined}
                onEdit={(isOn) => setEditing(isOn ? draft.id : undefined)}
              />
            </li>
          ))}
        </ol>
        <FactsPanel facts={brief.facts} />
      </div>
    </>
  );
}

function Wanted({ brief }: { readonly brief: BriefDetail }) {
  const { studio: text, locales } = useText();
  const { moment } = useFormat();
  const shape = [
    text.channels[brief.channel],
    locales[brief.locale],
    ...brief.styles.map((style) => text.styleTags[style]),
    text.lengths[brief.length],
    text.seedIs(brief.seed),
  ];
  return (
    <>
      <span className="block">{brief.purpose}</span>
      {brief.points.length ? <span className="block">{text.pointsAre(brief.points.join(' · '))}</span> : null}
      <span className="block small">
        {shape.join(' · ')} · {brief.createdBy} · {moment(brief.createdAt)}
      </span>
    </>
  );
}

function StopButton({ brief }: { readonly brief: BriefDetail }) {
  const text = useText();
  const { message } = App.useApp();
  const member = useMember();
  const stop = useStopBrief(brief.id);
  if (!brief.counts.underway || !mayCurate(member)) return null;
  return (
    <Button
      icon={<StopOutlined aria-hidden="true" />}
      loading={stop.isPending}
      onClick={() =>
        stop.mutate(undefined, {
          onSuccess: () => void message.success(text.studio.stopped),
          onError: (error) => void message.error(explainError(error, text).headline),
        })
      }
    >
      {text.studio.stop}
    </Button>
  );
}
