import { Modal } from 'antd';
import { useBlocker } from 'react-router';
import { useText } from '../text/text.context.js';

/** Asks before another address is shown over unsaved text. Another view of the same version keeps it and is no leaving. */
export function LeaveGuard({ isDirty }: { readonly isDirty: boolean }) {
  const { policy: text } = useText();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => isDirty && currentLocation.pathname !== nextLocation.pathname,
  );
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={text.leaveTitle}
      okText={text.leave}
      cancelText={text.stay}
      okButtonProps={{ danger: true }}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {text.leaveLead}
    </Modal>
  );
}
