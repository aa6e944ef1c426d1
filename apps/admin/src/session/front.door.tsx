import type { Me } from '@zhike/contracts';
import { useSetupState } from '../api/session.queries.js';
import { Opening } from '../shared/opening.js';
import { Problem } from '../shared/problem.js';
import { DoorFrame } from './door.frame.js';
import { LogInForm } from './log-in.form.js';
import { SetUpForm } from './set-up.form.js';
import { useText } from '../text/text.context.js';
import { usePageTitle } from '../shared/page.head.js';

/** The first owner is made here; afterwards it is the login. */
export function FrontDoor({ onEntered }: { readonly onEntered: (me: Me) => void }) {
  const setup = useSetupState(true);
  const { door } = useText();
  usePageTitle(setup.data?.needed ? door.welcome : door.logInTitle);
  if (setup.isPending) return <Opening />;
  if (!setup.data)
    return (
      <DoorFrame title={door.logInTitle}>
        <Problem error={setup.error} retry={setup.refetch} />
      </DoorFrame>
    );
  if (setup.data.needed)
    return (
      <DoorFrame title={door.welcome} lead={door.setUpLead}>
        <SetUpForm onEntered={onEntered} onAlreadyDone={() => void setup.refetch()} />
      </DoorFrame>
    );
  return (
    <DoorFrame title={door.logInTitle}>
      <LogInForm onEntered={onEntered} />
    </DoorFrame>
  );
}
