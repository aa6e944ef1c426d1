import { Link } from 'react-router';
import { Empty } from '../shared/empty.js';
import { PageHead } from '../shared/page.head.js';
import { useText } from '../text/text.context.js';

export function MissingPage() {
  const { problem } = useText();
  return (
    <div className="page">
      <PageHead title={problem.missing} />
      <Empty title={problem.missingAdvice}>
        <Link to="/policies">{problem.toPolicies}</Link>
      </Empty>
    </div>
  );
}
