import { Button, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { CopyButton } from './copy.button.js';

interface ShownOnceDialogProps {
  readonly title: string;
  /** Of the field that holds the secret. */
  readonly label: string;
  readonly secret: string;
  /** Says that it was kept. */
  readonly keptLabel: string;
  readonly onClose: () => void;
  readonly lead: ReactNode;
  readonly note?: ReactNode;
}

/** What is shown once, so it is closed only by saying that it was kept. */
export function ShownOnceDialog({ title, label, secret, keptLabel, onClose, lead, note }: ShownOnceDialogProps) {
  const kept = (
    <Button type="primary" onClick={onClose}>
      {keptLabel}
    </Button>
  );
  return (
    <Modal open title={title} closable={false} keyboard={false} mask={{ closable: false }} footer={kept}>
      <p>{lead}</p>
      <div className="row">
        <Input readOnly value={secret} aria-label={label} className="mono" onFocus={({ target }) => target.select()} />
        <CopyButton what={() => secret} />
      </div>
      {note ? <p className="soft small">{note}</p> : null}
    </Modal>
  );
}
