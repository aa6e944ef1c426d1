import { HighlightOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { useStartBrief, useStudioFacts } from '../api/studio.queries.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useLanguage, useText } from '../text/text.context.js';
import { type BriefForm, emptyBrief, problemsOf, toStart } from './brief.draft.js';
import { ShapeFields, SubjectFields, WriterFields } from './brief.fields.js';
import { FactsPanel } from './facts.panel.js';
import { WriterNotice } from './writer.notice.js';

/** What copy is wanted at the left, what may be said at the right. */
export function BriefFormPage() {
  const { studio: text } = useText();
  return (
    <div className="page">
      <Link to="/studio" className="back-link">
        ← {text.back}
      </Link>
      <PageHead title={text.newTitle} lead={text.newLead} />
      <WriterNotice />
      <Asking />
    </div>
  );
}

function Asking() {
  const { studio: text } = useText();
  const { locale } = useLanguage();
  const [form, setForm] = useState<BriefForm>(() => emptyBrief(locale));
  const [isChecked, setChecked] = useState(false);
  const starting = useStarting();
  const facts = useStudioFacts(form.locale, form.product);
  const problems = problemsOf(form);
  const change = (changes: Partial<BriefForm>) => setForm((now) => ({ ...now, ...changes }));
  const submit = () => {
    setChecked(true);
    if (!problems.length) starting.start(form);
  };
  return (
    <div className="curated-form studio-form">
      <form
        className="stacked curated-fields"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SubjectFields form={form} onChange={change} />
        <ShapeFields form={form} onChange={change} />
        <WriterFields form={form} onChange={change} />
        {isChecked && problems.length ? (
          <Alert type="error" showIcon title={problems.map((problem) => text.problems[problem]).join(' · ')} />
        ) : null}
        <Problem error={starting.error} />
        <Button
          className="self-start"
          type="primary"
          htmlType="submit"
          icon={<HighlightOutlined aria-hidden="true" />}
          loading={starting.isStarting}
        >
          {text.start}
        </Button>
      </form>
      <FactsPanel facts={form.product ? facts.data : undefined} />
    </div>
  );
}

function useStarting() {
  const navigate = useNavigate();
  const starting = useStartBrief();
  const id = starting.data?.id;
  useEffect(() => {
    if (id !== undefined) void navigate(`/studio/${id}`, { replace: true });
  }, [id, navigate]);
  return {
    start: (form: BriefForm) => starting.mutate(toStart(form)),
    isStarting: starting.isPending || id !== undefined,
    error: starting.error,
  };
}
