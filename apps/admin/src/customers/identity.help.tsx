import { useText } from '../text/text.context.js';

const SAMPLE = `import jwt from 'jsonwebtoken';

const token = jwt.sign(
  { sub: customer.id, audiences: ['members'] },
  process.env.ZHIKE_CUSTOMER_SECRET,
  { algorithm: 'HS256', expiresIn: '1h' },
);

// in the page
document.querySelector('zhike-chat').setAttribute('identity-token', token);`;

/** What the shop's server and its page have to do, with a sample that does it. */
export function IdentityHelp({ isOpen }: { readonly isOpen: boolean }) {
  const { customers: text } = useText();
  return (
    <details className="sheet verify-help" open={isOpen}>
      <summary>{text.howTitle}</summary>
      <p className="soft">{text.howLead}</p>
      <pre className="code" tabIndex={0} aria-label={text.howTitle}>
        {SAMPLE}
      </pre>
    </details>
  );
}
