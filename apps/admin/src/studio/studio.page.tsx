import { HighlightOutlined, PlusOutlined, StopOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useBriefs, useStudioSetting } from '../api/studio.queries.js';
import { mayCurate, useMember } from '../session/member.context.js';
import { Empty } from '../shared/empty.js';
import { Loading } from '../shared/loading.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { BriefsTable } from './briefs.table.js';
import { PhrasesDialog } from './phrases.dialog.js';
import { WriterNotice } from './writer.notice.js';

/** What copy was asked for, and how far it is. */
export function StudioPage() {
  const { studio: text } = useText();
  const briefs = useBriefs();
  const [isBanning, setBanning] = useState(false);
  return (
    <div className="page">
      <PageHead title={text.title} lead={text.lead} actions={<Beginnings onPhrases={() => setBanning(true)} />} />
      <WriterNotice />
      <Problem error={briefs.error} retry={briefs.refetch} />
      {briefs.isPending ? <Loading rows={6} /> : null}
      {briefs.data?.length === 0 ? <Nothing /> : null}
      {briefs.data?.length ? <BriefsTable briefs={briefs.data} /> : null}
      {isBanning ? <PhrasesDialog onClose={() => setBanning(false)} /> : null}
    </div>
  );
}

function Beginnings({ onPhrases }: { readonly onPhrases: () => void }) {
  const { studio: text } = useText();
  const navigate = useNavigate();
  return (
    <>
      <Button icon={<StopOutlined aria-hidden="true" />} onClick={onPhrases}>
        {text.phrases}
      </Button>
      {mayCurate(useMember()) ? (
        <Button type="primary" icon={<PlusOutlined aria-hidden="true" />} onClick={() => void navigate('/studio/new')}>
          {text.create}
        </Button>
      ) : null}
    </>
  );
}

/** Without a catalogue there is nothing to write from, so that step is named first. */
function Nothing() {
  const { studio: text } = useText();
  const { data } = useStudioSetting();
  if (data?.catalogues.length === 0)
    return (
      <Empty icon={<HighlightOutlined aria-hidden="true" />} title={text.noCatalogue}>
        <p className="soft">{text.noCatalogueLead}</p>
        <Link to="/policies">{text.toPolicies}</Link>
      </Empty>
    );
  return (
    <Empty icon={<HighlightOutlined aria-hidden="true" />} title={text.emptyTitle}>
      <p className="soft">{text.emptyLead}</p>
      <ul className="soft empty-list">
        <li>{text.emptyFacts}</li>
        <li>{text.emptyBanned}</li>
        <li>{text.emptyHistory}</li>
      </ul>
    </Empty>
  );
}
