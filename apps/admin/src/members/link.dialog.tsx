import { Button, Input, Modal } from 'antd';
import { CopyButton } from '../shared/copy.button.js';
import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';
import type { ShownLink } from './members.page.js';

interface LinkDialogProps {
  readonly shown: ShownLink;
  readonly onClose: () => void;
}

/** Shown once, so it is closed only by saying that it was handed over. */
export function LinkDialog({ shown: { link, name, isInvited }, onClose }: LinkDialogProps) {
  const { members: text } = useText();
  const { moment } = useFormat();
  const address = `${window.location.origin}${import.meta.env.BASE_URL}enter#${link.code}`;
  const title = isInvited ? text.linkTitle(name) : text.resetTitle(name);
  const kept = (
    <Button type="primary" onClick={onClose}>
      {text.linkKept}
    </Button>
  );
  return (
    <Modal open title={title} closable={false} keyboard={false} mask={{ closable: false }} footer={kept}>
      <p>{isInvited ? text.linkLead : text.resetLead}</p>
      <div className="row">
        <Input
          readOnly
          value={address}
          aria-label={text.link}
          className="mono"
          onFocus={({ target }) => target.select()}
        />
        <CopyButton what={() => address} />
      </div>
      <p className="soft small">{text.linkOnce(moment(link.expiresAt))}</p>
    </Modal>
  );
}
