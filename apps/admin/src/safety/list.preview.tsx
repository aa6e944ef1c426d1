import { CheckCircleOutlined } from '@ant-design/icons';
import type { ListPreview } from '@zhike/contracts';
import { Alert, Button, Spin } from 'antd';
import { FileDrop } from '../shared/file.drop.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { useLineReason } from './line.reason.js';
import { LIST_ENDINGS, type ListReading } from './list.reading.js';
import { useCategoryName } from './rule.words.js';
import { SeverityWord } from './severity.word.js';

/** The field for the file, and what the file holds. */
export function ListFile({ reading }: { readonly reading: ListReading }) {
  const { safety: text } = useText();
  const { file, preview } = reading;
  if (!file)
    return (
      <FileDrop
        isSingle
        accepted={LIST_ENDINGS}
        text={{ drop: text.listDrop, choose: text.listChoose, kinds: text.listKinds }}
        onFiles={reading.take}
      />
    );
  return (
    <div className="stacked" aria-live="polite">
      <div className="row spread wrap">
        <strong className="break">{file.name}</strong>
        <Button size="small" onClick={reading.forget}>
          {text.listOther}
        </Button>
      </div>
      {reading.isTooLarge ? <Alert type="error" showIcon title={text.listTooLarge} /> : null}
      {reading.isReading ? (
        <p className="row soft small">
          <Spin size="small" /> {text.listReading}
        </p>
      ) : null}
      <Problem error={reading.error} />
      {preview ? <Read preview={preview} /> : null}
    </div>
  );
}

function Read({ preview }: { readonly preview: ListPreview }) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const nameOf = useCategoryName();
  if (preview.problemCount) return <Refused preview={preview} />;
  return (
    <>
      <p className="is-good">
        <CheckCircleOutlined aria-hidden="true" /> {text.listReady(number(preview.words))}{' '}
        {preview.repeated ? <span className="soft small">{text.listRepeated(number(preview.repeated))}</span> : null}
      </p>
      <p className="soft small">
        {text.listBy} ·{' '}
        {preview.categories.map(({ category, words }) => `${nameOf(category)} ${number(words)}`).join(' · ')}
      </p>
      <Sample sample={preview.sample} />
    </>
  );
}

function Sample({ sample }: Pick<ListPreview, 'sample'>) {
  const { safety: text } = useText();
  const { day } = useFormat();
  const nameOf = useCategoryName();
  return (
    <div className="sheet table-sheet safety-sample" tabIndex={0} role="region" aria-label={text.listSample}>
      <table className="list small">
        <thead>
          <tr>
            <th scope="col">{text.listWord}</th>
            <th scope="col">{text.colCategory}</th>
            <th scope="col">{text.colSeverity}</th>
            <th scope="col">{text.colExpiry}</th>
          </tr>
        </thead>
        <tbody>
          {sample.map(({ word, category, severity, expiresAt }) => (
            <tr key={word}>
              <th scope="row">{word}</th>
              <td>{nameOf(category)}</td>
              <td>
                <SeverityWord severity={severity} />
              </td>
              <td className="soft nowrap">{expiresAt ? day(expiresAt) : text.forever}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Every bad line by its number, so that it can be found in the file. */
function Refused({ preview: { problems, problemCount } }: { readonly preview: ListPreview }) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const reasonOf = useLineReason();
  return (
    <>
      <Alert type="error" showIcon title={text.listRefused(number(problemCount))} />
      <ul className="safety-lines small" tabIndex={0} aria-label={text.listRefused(number(problemCount))}>
        {problems.map(({ line, reason }) => (
          <li key={`${line} ${reason}`} data-line={line}>
            <strong className="nowrap tabular">{text.listLine(number(line))}</strong>{' '}
            <span className="break">{reasonOf(reason)}</span>
          </li>
        ))}
      </ul>
      {problemCount > problems.length ? (
        <p className="soft small">{text.listMore(number(problems.length), number(problemCount))}</p>
      ) : null}
    </>
  );
}
