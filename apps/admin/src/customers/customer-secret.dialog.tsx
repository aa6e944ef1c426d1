import { Button, Input, Modal } from 'antd';
import { CopyButton } from '../shared/copy.button.js';
import { useText } from '../text/text.context.js';

interface CustomerSecretDialogProps {
  readonly secret: string;
  readonly onClose: () => void;
}

/** Shown once, so it is closed only by saying that it was kept. */
export function CustomerSecretDialog({ secret, onClose }: CustomerSecretDialogProps) {
  const { customers: text } = useText();
  const kept = (
    <Button type="primary" onClick={onClose}>
      {text.secretKept}
    </Button>
  );
  return (
    <Modal open title={text.secretTitle} closable={false} keyboard={false} mask={{ closable: false }} footer={kept}>
      <p>{text.secretLead}</p>
      <div className="row">
        <Input
          readOnly
          value={secret}
          aria-label={text.secretTitle}
          className="mono"
          onFocus={({ target }) => target.select()}
        />
        <CopyButton what={() => secret} />
      </div>
    </Modal>
  );
}
