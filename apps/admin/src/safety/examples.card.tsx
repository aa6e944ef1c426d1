import { DeleteOutlined, DownloadOutlined } from '@ant-design/icons';
import type { SafetyExample } from '@zhike/contracts';
import { App, Button } from 'antd';
import { ROOT } from '../api/api.client.js';
import { explainError } from '../api/explain.error.js';
import { useExamples, useRemoveExample } from '../api/safety.queries.js';
import { Loading } from '../shared/loading.js';
import { Moment } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { useCategoryName } from './rule.words.js';

/** Texts that somebody judged, to train or to check a classifier with. */
export function ExamplesCard({ mayEdit }: { readonly mayEdit: boolean }) {
  const { safety: text } = useText();
  const examples = useExamples();
  return (
    <section className="sheet card" aria-label={text.examples}>
      <div className="row spread wrap">
        <h2>{text.examples}</h2>
        {mayEdit && examples.data?.length ? (
          <Button
            size="small"
            icon={<DownloadOutlined aria-hidden="true" />}
            href={`${ROOT}safety/examples/export`}
            download
          >
            {text.examplesExport}
          </Button>
        ) : null}
      </div>
      <p className="soft small">{text.examplesLead}</p>
      <Problem error={examples.error} retry={examples.refetch} />
      {examples.isPending ? <Loading rows={3} /> : null}
      {examples.data?.length === 0 ? <p className="soft">{text.examplesNone}</p> : null}
      <ul className="safety-kept">
        {examples.data?.map((example) => (
          <ExampleRow key={example.id} example={example} mayEdit={mayEdit} />
        ))}
      </ul>
    </section>
  );
}

function ExampleRow({ example, mayEdit }: { readonly example: SafetyExample; readonly mayEdit: boolean }) {
  const text = useText();
  const { safety } = text;
  const { message } = App.useApp();
  const categoryOf = useCategoryName();
  const remove = useRemoveExample();
  const take = () =>
    remove.mutate(example.id, {
      onSuccess: () => void message.success(safety.exampleRemoved),
      onError: (error) => void message.error(explainError(error, text).headline),
    });
  return (
    <li className="row" data-label={example.label}>
      <span className="grow">
        <span className="pre">{example.text}</span>
        <span className="soft small block">
          <span className={example.label === 'harmful' ? 'is-bad' : 'is-good'}>{safety.labels[example.label]}</span>
          {' · '}
          {categoryOf(example.category)} · {safety.sides[example.direction]} · {example.addedBy} ·{' '}
          <Moment at={example.addedAt} show="day" />
        </span>
      </span>
      {mayEdit ? (
        <Button
          type="text"
          icon={<DeleteOutlined aria-hidden="true" />}
          aria-label={safety.exampleRemove(example.text.slice(0, 30))}
          loading={remove.isPending}
          onClick={take}
        />
      ) : null}
    </li>
  );
}
