import type { Me } from '@zhike/contracts';
import { Modal } from 'antd';
import { useText } from '../text/text.context.js';
import { LogInForm } from './log-in.form.js';

interface EndedDialogProps {
  readonly email: string;
  readonly onEntered: (me: Me) => void;
}

/** Stands over the page, which stays as it is underneath. */
export function EndedDialog({ email, onEntered }: EndedDialogProps) {
  const { door } = useText();
  return (
    <Modal
      open
      title={door.endedTitle}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      width={420}
      zIndex={2_000}
    >
      <p className="soft">{door.endedLead}</p>
      <LogInForm email={email} onEntered={onEntered} />
    </Modal>
  );
}
