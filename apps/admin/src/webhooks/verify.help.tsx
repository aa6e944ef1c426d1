import { useText } from '../text/text.context.js';

const SAMPLE = `import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.env.ZHIKE_WEBHOOK_SECRET);

app.post('/zhike', express.raw({ type: '*/*' }), (request, response) => {
  const event = webhook.verify(request.body, request.headers);
  response.sendStatus(204);
});`;

/** The one thing a receiver has to get right, with a sample that does. */
export function VerifyHelp({ isOpen }: { readonly isOpen: boolean }) {
  const { webhooks: text } = useText();
  return (
    <details className="sheet verify-help" open={isOpen}>
      <summary>{text.verifyTitle}</summary>
      <p className="soft">{text.verifyLead}</p>
      <pre className="code" tabIndex={0} aria-label={text.verifyTitle}>
        {SAMPLE}
      </pre>
    </details>
  );
}
