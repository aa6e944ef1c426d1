import { useFormat } from '../shared/moment.js';
import { ShownOnceDialog } from '../shared/shown-once.dialog.js';
import { useText } from '../text/text.context.js';
import type { ShownLink } from './members.page.js';

interface LinkDialogProps {
  readonly shown: ShownLink;
  readonly onClose: () => void;
}

export function LinkDialog({ shown: { link, name, isInvited }, onClose }: LinkDialogProps) {
  const { members: text } = useText();
  const { moment } = useFormat();
  return (
    <ShownOnceDialog
      title={isInvited ? text.linkTitle(name) : text.resetTitle(name)}
      lead={isInvited ? text.linkLead : text.resetLead}
      label={text.link}
      secret={`${window.location.origin}${import.meta.env.BASE_URL}enter#${link.code}`}
      note={text.linkOnce(moment(link.expiresAt))}
      keptLabel={text.linkKept}
      onClose={onClose}
    />
  );
}
