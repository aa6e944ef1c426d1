import type { SafetyOverview } from '@zhike/contracts';
import { Alert } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useSafetyOverview } from '../api/safety.queries.js';
import { Loading } from '../shared/loading.js';
import { useFormat } from '../shared/moment.js';
import { PageHead } from '../shared/page.head.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { AllowedView } from './allowed.view.js';
import { FiguresView } from './figures.view.js';
import { ReviewView } from './review.view.js';
import { RulesView } from './rules.view.js';
import { SAFETY_VIEWS, type SafetyView, useSafetyAddress, viewAddress } from './safety.address.js';
import { TryView } from './try.view.js';

/** What is not said here: which rules there are, what they found, and whether they were right. */
export function SafetyPage() {
  const { safety: text } = useText();
  const overview = useSafetyOverview();
  return (
    <div className="page">
      <PageHead title={text.title} lead={text.lead} />
      <Problem error={overview.error} retry={overview.refetch} />
      {overview.isPending ? <Loading rows={8} /> : null}
      {overview.data ? <Views overview={overview.data} /> : null}
    </div>
  );
}

function Views({ overview }: { readonly overview: SafetyOverview }) {
  const { safety: text } = useText();
  const { view } = useSafetyAddress();
  const views: Record<SafetyView, ReactNode> = {
    review: <ReviewView overview={overview} />,
    rules: <RulesView overview={overview} />,
    allowed: <AllowedView overview={overview} />,
    figures: <FiguresView />,
    try: <TryView />,
  };
  return (
    <>
      <InForce overview={overview} />
      {overview.mayEdit ? null : <p className="soft small">{text.readOnly}</p>}
      <ViewLinks open={overview.open} />
      {views[view]}
    </>
  );
}

/** Each view has an address of its own, so that back, reload and a new window do as everywhere. */
function ViewLinks({ open }: Pick<SafetyOverview, 'open'>) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const { view } = useSafetyAddress();
  return (
    <nav className="view-links" aria-label={text.title}>
      {SAFETY_VIEWS.map((name) => (
        <Link key={name} to={viewAddress(name)} {...(name === view ? { 'aria-current': 'page' as const } : {})}>
          {text.views[name]}
          {name === 'review' && open ? <span className="view-count">{number(open)}</span> : null}
        </Link>
      ))}
    </nav>
  );
}

/** Whether what stands in the list of rules is also what is done. */
function InForce({ overview: { inForce } }: { readonly overview: SafetyOverview }) {
  const { safety: text, problem } = useText();
  if (inForce.state === 'in-force') return null;
  if (inForce.state === 'building')
    return <Alert className="safety-state" type="info" showIcon title={text.building} />;
  return (
    <Alert
      className="safety-state"
      type="error"
      showIcon
      title={text.failed}
      {...(inForce.problem ? { description: `${problem.serverSays} · ${inForce.problem}` } : {})}
    />
  );
}
