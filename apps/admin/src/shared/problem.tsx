import { Alert, Button } from 'antd';
import { explainError } from '../api/explain.error.js';
import { useText } from '../text/text.context.js';

interface ProblemProps {
  readonly error: unknown;
  readonly retry?: (() => unknown) | undefined;
  readonly className?: string;
}

/** What happened, what to do, and the server's own sentence where it knows more. */
export function Problem({ error, retry, className = '' }: ProblemProps) {
  const text = useText();
  if (!error) return null;
  const { headline, detail } = explainError(error, text);
  return (
    <Alert
      className={className}
      type="error"
      showIcon
      title={headline}
      {...(detail ? { description: <ServerSays sentence={detail} /> } : {})}
      {...(retry ? { action: <Button onClick={() => void retry()}>{text.act.retry}</Button> } : {})}
    />
  );
}

function ServerSays({ sentence }: { readonly sentence: string }) {
  const text = useText();
  return (
    <span className="server-says">
      <span className="soft">{text.problem.serverSays} · </span>
      {sentence}
    </span>
  );
}
