import { PartitionOutlined } from '@ant-design/icons';
import type { GraphSetting } from '@zhike/contracts';
import { Button } from 'antd';
import { Link } from 'react-router';
import { useGraphSetting } from '../api/graph.queries.js';
import { Empty } from '../shared/empty.js';
import { Loading } from '../shared/loading.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useLanguage, useText } from '../text/text.context.js';
import { AskField } from './ask.field.js';
import './graph.css';
import { OfferView } from './offer.view.js';
import { QueryEditor } from './query.editor.js';
import { ResultView } from './result.view.js';
import { SchemaHelp } from './schema.help.js';
import { type GraphSearch, useGraphSearch } from './use.graph.search.js';

/** A question or a query, and below it what the graph says. */
export function GraphPage() {
  const { graph: text } = useText();
  const { locale } = useLanguage();
  const setting = useGraphSetting(locale);
  const search = useGraphSearch();
  return (
    <div className="page graph-page">
      <PageHead title={text.title} lead={text.lead} />
      <Problem error={setting.error} retry={setting.refetch} />
      {setting.isPending ? <Loading rows={4} /> : null}
      {setting.data?.policies === 0 ? <Nothing /> : null}
      {setting.data?.policies ? <Search setting={setting.data} search={search} /> : null}
    </div>
  );
}

function Search({ setting, search }: { readonly setting: GraphSetting; readonly search: GraphSearch }) {
  const { running, asking } = search;
  const isNew = running.isIdle && asking.isIdle;
  return (
    <>
      <AskField setting={setting} search={search} />
      {asking.isPending ? null : <Problem error={asking.error} />}
      {asking.data ? <OfferView offer={asking.data} /> : null}
      <QueryEditor search={search} />
      {running.data ? <ResultView result={running.data} /> : null}
      {isNew ? <Beginning setting={setting} search={search} /> : null}
      <SchemaHelp setting={setting} />
    </>
  );
}

/** Questions about the shop's own things, to begin with. */
function Beginning({ setting, search }: { readonly setting: GraphSetting; readonly search: GraphSearch }) {
  const { graph: text } = useText();
  return (
    <Empty icon={<PartitionOutlined aria-hidden="true" />} title={text.firstTitle}>
      <p className="soft">{text.firstLead}</p>
      {setting.examples.length ? (
        <div className="graph-examples">
          <span className="soft">{text.examples}</span>
          {setting.examples.map((question) => (
            <Button key={question} onClick={() => void search.ask(question, 'rules')}>
              {question}
            </Button>
          ))}
        </div>
      ) : null}
    </Empty>
  );
}

function Nothing() {
  const { graph: text } = useText();
  return (
    <Empty icon={<PartitionOutlined aria-hidden="true" />} title={text.emptyTitle}>
      <p className="soft">{text.emptyLead}</p>
      <Link to="/policies">{text.toPolicies}</Link>
    </Empty>
  );
}
