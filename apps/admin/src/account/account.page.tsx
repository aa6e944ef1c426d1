import { PageHead } from '../shared/page.head.js';
import { useMember } from '../session/member.context.js';
import { useText } from '../text/text.context.js';
import { PasswordCard } from './password.card.js';
import { SessionsCard } from './sessions.card.js';

/** A member's own login. */
export function AccountPage() {
  const { account: text, roles } = useText();
  const { name, email, role } = useMember();
  return (
    <div className="page">
      <PageHead title={text.title} lead={`${name} · ${email} · ${roles[role]}`} />
      <div className="cards">
        <PasswordCard />
        <SessionsCard />
      </div>
    </div>
  );
}
