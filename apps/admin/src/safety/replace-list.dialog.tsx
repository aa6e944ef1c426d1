import type { SafetyRule } from '@zhike/contracts';
import { App, Modal } from 'antd';
import { useMemo } from 'react';
import { useReplaceList } from '../api/safety-list.queries.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { ListFile } from './list.preview.js';
import { useListReading } from './list.reading.js';

interface ReplaceListDialogProps {
  readonly rule: SafetyRule;
  readonly onClose: () => void;
}

/** Other words in the place of a list's, after they were looked at. */
export function ReplaceListDialog({ rule, onClose }: ReplaceListDialogProps) {
  const { act, safety: text } = useText();
  const { message } = App.useApp();
  const { number } = useFormat();
  const { category, severity } = rule;
  const reading = useListReading(useMemo(() => ({ category, severity }), [category, severity]));
  const replace = useReplaceList(rule.id);
  const put = (file: File) =>
    replace.mutate(
      { file, fields: { revision: rule.revision } },
      {
        onSuccess: ({ wordCount }) => {
          void message.success(text.listReplaced(number(wordCount)));
          onClose();
        },
      },
    );
  return (
    <Modal
      open
      width={640}
      title={text.replaceTitle(rule.name)}
      okText={text.listImport(number(reading.preview?.words ?? 0))}
      cancelText={act.cancel}
      okButtonProps={{ disabled: !reading.isReady || reading.isReading }}
      confirmLoading={replace.isPending}
      onOk={() => (reading.file ? put(reading.file) : undefined)}
      onCancel={onClose}
    >
      <ListFile reading={reading} />
      <Problem error={replace.error} />
    </Modal>
  );
}
