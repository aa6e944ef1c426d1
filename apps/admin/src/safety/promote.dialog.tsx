import type { SafetyRule } from '@zhike/contracts';
import { App, Modal } from 'antd';
import { useMemo } from 'react';
import { useSetMode } from '../api/safety.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { ProjectionView } from './projection.view.js';

interface PromoteDialogProps {
  readonly rule: SafetyRule;
  readonly onClose: () => void;
}

/** Before a rule is live, it says what it would have done to the last seven days. */
export function PromoteDialog({ rule, onClose }: PromoteDialogProps) {
  const { act, safety: text } = useText();
  const { message } = App.useApp();
  const set = useSetMode(rule.id);
  const asked = useMemo(() => ({ ruleId: rule.id }), [rule.id]);
  const promote = () =>
    set.mutate(
      { mode: 'live', revision: rule.revision },
      {
        onSuccess: () => {
          void message.success(text.promoted);
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      title={text.promoteAsk(rule.name)}
      okText={text.promote}
      cancelText={act.cancel}
      confirmLoading={set.isPending}
      onOk={promote}
      onCancel={onClose}
    >
      <p className="soft">{text.promoteLead[rule.severity]}</p>
      <ProjectionView asked={asked} />
      <Problem error={set.error} />
    </Modal>
  );
}
