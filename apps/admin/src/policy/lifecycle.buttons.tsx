import type { PolicyAction, PolicyDetail, VersionDetail } from '@zhike/contracts';
import { App, Button } from 'antd';
import { useState } from 'react';
import { useTakeAction } from '../api/policy.queries.js';
import { useMember } from '../session/member.context.js';
import { useText } from '../text/text.context.js';
import { ConfirmStep } from './confirm.step.js';
import { actionsFor } from './lifecycle.js';

interface LifecycleButtonsProps {
  readonly policy: PolicyDetail;
  readonly version: VersionDetail;
  /** The dates as they stand on the page. */
  readonly effective: { readonly effectiveFrom?: string | undefined; readonly effectiveTo?: string | undefined };
  readonly isDirty: boolean;
  readonly save?: () => Promise<boolean>;
}

/** Only the steps that the state and the member's role allow; each says what follows from it before it is taken. */
export function LifecycleButtons({ policy, version, effective, isDirty, save }: LifecycleButtonsProps) {
  const text = useText();
  const member = useMember();
  const { message } = App.useApp();
  const takeAction = useTakeAction(version.id);
  const [asked, setAsked] = useState<PolicyAction>();
  const close = () => {
    setAsked(undefined);
    takeAction.reset();
  };
  const confirm = async (action: PolicyAction) => {
    if (isDirty && save && !(await save())) return close();
    takeAction.mutate(action, {
      onSuccess: () => {
        close();
        message.success(text.lifecycle.done[action]);
      },
    });
  };
  const { effectiveFrom = version.effectiveFrom, effectiveTo } = effective;
  const dated = { ...version, effectiveFrom, effectiveTo };
  return (
    <>
      {actionsFor(version.status, member.role).map((action) => (
        <Button
          key={action}
          type={action === 'approve' || action === 'publish' ? 'primary' : 'default'}
          onClick={() => setAsked(action)}
        >
          {text.lifecycle.actions[action]}
        </Button>
      ))}
      {asked ? (
        <ConfirmStep
          action={asked}
          version={dated}
          versions={policy.versions}
          isDirty={isDirty}
          isPending={takeAction.isPending}
          error={takeAction.error}
          onConfirm={() => void confirm(asked)}
          onClose={close}
        />
      ) : null}
    </>
  );
}
