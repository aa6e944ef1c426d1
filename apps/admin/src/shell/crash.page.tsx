import { Button } from 'antd';
import { useRouteError } from 'react-router';
import { useText } from '../text/text.context.js';

/** A page that broke, or a file of an older build that is gone: reloading mends the second. */
export function CrashPage() {
  const { problem, act } = useText();
  const error = useRouteError();
  return (
    <main className="door">
      <div className="door-sheet">
        <h1>{problem.pageTitle}</h1>
        <p>{problem.pageAdvice}</p>
        <p className="soft mono">{error instanceof Error ? error.message : String(error)}</p>
        <Button type="primary" onClick={() => window.location.reload()}>
          {act.reload}
        </Button>
      </div>
    </main>
  );
}
