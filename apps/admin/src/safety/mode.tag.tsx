import { ExperimentOutlined, PauseCircleOutlined, PlayCircleFilled, StopOutlined } from '@ant-design/icons';
import type { SafetyMode, SafetyRule } from '@zhike/contracts';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';

const ICONS: Readonly<Record<SafetyMode, ReactNode>> = {
  live: <PlayCircleFilled aria-hidden="true" />,
  shadow: <ExperimentOutlined aria-hidden="true" />,
  off: <PauseCircleOutlined aria-hidden="true" />,
};
/** As in the life cycle of a policy: pine is in force, blue is still to come, slate is silent. */
const LOOKS: Readonly<Record<SafetyMode, string>> = { live: 'tag-live', shadow: 'tag-scheduled', off: 'tag-draft' };

/** What a rule does now. Past its expiry it does nothing, whatever its mode is. */
export function ModeTag({ rule: { mode, isExpired } }: { readonly rule: Pick<SafetyRule, 'mode' | 'isExpired'> }) {
  const { safety: text } = useText();
  if (isExpired && mode !== 'off')
    return (
      <span className="tag tag-expired" data-mode="expired">
        <StopOutlined aria-hidden="true" />
        {text.expired}
      </span>
    );
  return (
    <span className={`tag ${LOOKS[mode]}`} data-mode={mode} title={text.modeHelp[mode]}>
      <span aria-hidden="true">{ICONS[mode]}</span>
      {text.modes[mode]}
    </span>
  );
}
