import { Button, Input, Modal } from 'antd';
import { CopyButton } from '../shared/copy.button.js';
import { useText } from '../text/text.context.js';

interface SecretDialogProps {
  readonly secret: string;
  readonly url: string;
  readonly onClose: () => void;
}

/** Shown once, so it is closed only by saying that it was kept. */
export function SecretDialog({ secret, url, onClose }: SecretDialogProps) {
  const { webhooks: text } = useText();
  const kept = (
    <Button type="primary" onClick={onClose}>
      {text.secretKept}
    </Button>
  );
  return (
    <Modal open title={text.secretTitle} closable={false} keyboard={false} mask={{ closable: false }} footer={kept}>
      <p>{text.secretLead}</p>
      <p className="soft mono break">{url}</p>
      <div className="row">
        <Input
          readOnly
          value={secret}
          aria-label={text.secretLabel}
          className="mono"
          onFocus={({ target }) => target.select()}
        />
        <CopyButton what={() => secret} />
      </div>
    </Modal>
  );
}
