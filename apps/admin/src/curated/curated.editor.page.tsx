import type { CuratedAnswer } from '@zhike/contracts';
import { Link, useParams } from 'react-router';
import { useCuratedAnswer } from '../api/curated.queries.js';
import { Loading } from '../shared/loading.js';
import { useFormat } from '../shared/moment.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { CuratedForm } from './curated.form.js';
import { CuratedStateTag } from './curated.state.tag.js';
import { OutdatedNotice } from './outdated.notice.js';
import { StatusButtons } from './status.buttons.js';

/** One curated answer, or a new one. */
export function CuratedEditorPage() {
  const { curated: text } = useText();
  const { answerId } = useParams();
  return (
    <div className="page">
      <Link to="/curated" className="back-link">
        ← {text.back}
      </Link>
      {answerId === undefined ? <NewAnswer /> : <StoredAnswer key={answerId} id={answerId} />}
    </div>
  );
}

function NewAnswer() {
  const { curated: text } = useText();
  return (
    <>
      <PageHead title={text.create} />
      <CuratedForm answer={undefined} />
    </>
  );
}

function StoredAnswer({ id }: { readonly id: string }) {
  const { curated: text } = useText();
  const { data: answer, error, isPending, refetch } = useCuratedAnswer(id);
  if (!answer)
    return (
      <>
        <PageHead title={text.editTitle} />
        <Problem error={error} retry={refetch} />
        {isPending ? <Loading rows={6} /> : null}
      </>
    );
  return (
    <>
      <PageHead
        title={text.editTitle}
        lead={<Standing answer={answer} />}
        actions={<StatusButtons answer={answer} />}
      />
      {answer.state === 'outdated' ? <OutdatedNotice answer={answer} /> : null}
      <CuratedForm answer={answer} />
    </>
  );
}

function Standing({ answer }: { readonly answer: CuratedAnswer }) {
  const { curated: text } = useText();
  const { number, moment } = useFormat();
  return (
    <span className="row wrap">
      <CuratedStateTag state={answer.state} />
      <span>{text.stateHelp[answer.state]}</span>
      <span>
        {text.colHits} {text.hits(number(answer.hits))}
      </span>
      <span>
        {text.by(answer.updatedBy)} · {moment(answer.updatedAt)}
      </span>
    </span>
  );
}
