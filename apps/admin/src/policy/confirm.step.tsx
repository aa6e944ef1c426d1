import type { PolicyAction, VersionSummary } from '@zhike/contracts';
import { Modal } from 'antd';
import { useMemo } from 'react';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';
import { useZone } from '../look/zone.context.js';
import { consequencesOf } from './lifecycle.js';

interface ConfirmStepProps {
  readonly action: PolicyAction;
  readonly version: Omit<VersionSummary, 'effectiveTo'> & { readonly effectiveTo?: string | undefined };
  readonly versions: readonly VersionSummary[];
  readonly isDirty: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Says what will happen and what depends on it; the button repeats the verb. */
export function ConfirmStep({ action, version, isPending, error, onConfirm, onClose, ...context }: ConfirmStepProps) {
  const { lifecycle: text, policies } = useText();
  const sentences = useSentences(action, version, context);
  return (
    <Modal
      open
      title={text.ask[action]}
      okText={text.actions[action]}
      confirmLoading={isPending}
      onOk={onConfirm}
      onCancel={onClose}
    >
      <p className="soft">
        {policies.version(version.version)} · {version.authorName}
      </p>
      <ul className="consequences">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <Problem error={error} />
    </Modal>
  );
}

function useSentences(
  action: PolicyAction,
  version: ConfirmStepProps['version'],
  { versions, isDirty }: Pick<ConfirmStepProps, 'versions' | 'isDirty'>,
): string[] {
  const { lifecycle: text } = useText();
  const { zone } = useZone();
  const { moment } = useFormat();
  // Reckoned once: while the question stands, its answer does not change by the minute.
  const now = useMemo(() => new Date(), []);
  const { effectiveTo, ...rest } = version;
  const dated = { ...rest, ...(effectiveTo ? { effectiveTo } : {}) };
  const { effects, from, ends, supersedes } = consequencesOf(action, dated, versions, { isDirty, now });
  return [
    ...(from ? [text.when(`${moment(from)} (${zone})`)] : []),
    ...effects.flatMap((effect) => text.effects[effect] ?? []),
    ...ends.map(text.endsVersion),
    ...supersedes.map(text.supersedes),
  ];
}
