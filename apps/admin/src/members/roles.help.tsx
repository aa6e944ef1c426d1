import { MemberRole } from '@zhike/contracts';
import { useText } from '../text/text.context.js';

/** The widest last: nobody is made an owner by the first choice. */
export const ROLES = [...MemberRole.options].reverse();

/** What each role may do. */
export function RolesHelp() {
  const { members: text, roles } = useText();
  return (
    <section className="further" aria-label={text.rolesTitle}>
      <h2>{text.rolesTitle}</h2>
      <dl className="roles-help">
        {ROLES.map((role) => (
          <div key={role}>
            <dt>{roles[role]}</dt>
            <dd className="soft">{text.roleHelp[role]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
