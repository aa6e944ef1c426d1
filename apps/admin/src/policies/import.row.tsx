import { CheckCircleFilled, CloseCircleFilled, DeleteOutlined, FileOutlined, WarningOutlined } from '@ant-design/icons';
import type { ImportReport } from '@zhike/contracts';
import { Button, Progress } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatSize } from '../look/format.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { type Text } from '../text/zh.js';
import { useText } from '../text/text.context.js';
import { ImportFindings } from './import.findings.js';
import type { ImportItem, ImportState, Unfit } from './import.queue.js';

interface ImportRowProps {
  readonly item: ImportItem;
  readonly onRemove: () => void;
  readonly onFollow: () => void;
}

const ICONS: Readonly<Record<ImportState['kind'], ReactNode>> = {
  waiting: <FileOutlined aria-hidden="true" />,
  sending: <FileOutlined aria-hidden="true" />,
  imported: <CheckCircleFilled className="is-good" aria-hidden="true" />,
  failed: <CloseCircleFilled className="is-bad" aria-hidden="true" />,
  unfit: <CloseCircleFilled className="is-bad" aria-hidden="true" />,
};

export function ImportRow({ item, onRemove, onFollow }: ImportRowProps) {
  const { import: text } = useText();
  const { file, state } = item;
  return (
    <div className="import-row" data-state={state.kind}>
      <div className="row">
        <span aria-hidden="true">{ICONS[state.kind]}</span>
        <span className="grow">
          <strong className="break">{file.name}</strong> <span className="soft nowrap">{formatSize(file.size)}</span>
          <div className="soft">{wordFor(state, text)}</div>
        </span>
        {state.kind === 'sending' ? null : (
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={text.removeFile(file.name)}
            onClick={onRemove}
          />
        )}
      </div>
      <Outcome item={item} onFollow={onFollow} />
    </div>
  );
}

function wordFor(state: ImportState, text: Text['import']): string {
  switch (state.kind) {
    case 'waiting':
      return text.waiting;
    case 'sending':
      return state.share < 1 ? text.sending(Math.round(state.share * 100)) : text.reading;
    case 'imported':
      return text.imported;
    case 'failed':
    case 'unfit':
      return text.failed;
  }
}

function Outcome({ item: { file, state }, onFollow }: Pick<ImportRowProps, 'item' | 'onFollow'>) {
  const { import: text } = useText();
  if (state.kind === 'sending')
    return (
      <Progress
        percent={Math.round(state.share * 100)}
        showInfo={false}
        size="small"
        aria-label={file.name}
        status="active"
      />
    );
  if (state.kind === 'unfit') return <p className="is-bad">{unfitWords(state.because, file, text)}</p>;
  if (state.kind === 'failed')
    return (
      <>
        <Problem error={state.error} />
        <p className="soft">{text.advice}</p>
      </>
    );
  return state.kind === 'imported' ? <Report report={state.report} onFollow={onFollow} /> : null;
}

function unfitWords(because: Unfit, file: File, text: Text['import']): string {
  if (because === 'kind') return text.badKind;
  return because === 'empty' ? text.emptyFile : text.tooLarge(formatSize(file.size));
}

function Report({ report, onFollow }: { readonly report: ImportReport; readonly onFollow: () => void }) {
  const text = useText();
  const { number } = useFormat();
  const plain = report.warnings.filter(({ finding }) => !finding);
  return (
    <div className="import-report">
      <ul>
        {report.policies.map(({ policyId, versionId, title, clauses, facts }) => (
          <li key={versionId}>
            <Link to={`/policies/${policyId}/versions/${versionId}`} onClick={onFollow}>
              {title}
            </Link>{' '}
            <span className="soft">
              {[
                ...(clauses ? [text.policies.clauses(number(clauses))] : []),
                ...(facts ? [text.policies.facts(number(facts))] : []),
              ].join(' · ')}
            </span>
          </li>
        ))}
      </ul>
      <ImportFindings warnings={report.warnings} />
      {plain.length ? <Warnings warnings={plain} /> : null}
    </div>
  );
}

/** By line, as an editor shows the file. A file of thousands of odd lines does not stretch the page. */
function Warnings({ warnings }: { readonly warnings: ImportReport['warnings'] }) {
  const { import: text } = useText();
  return (
    <details className="warnings" open>
      <summary>
        <WarningOutlined aria-hidden="true" /> {text.warnings(warnings.length)}
      </summary>
      <ul tabIndex={0} aria-label={text.warnings(warnings.length)}>
        {warnings.map(({ line, message }, place) => (
          <li key={`${line ?? ''} ${place}`}>
            {line === undefined ? null : <span className="soft nowrap">{text.line(line)} · </span>}
            {message}
          </li>
        ))}
      </ul>
    </details>
  );
}
