import { DeleteOutlined, PauseCircleOutlined, PlayCircleFilled, WarningOutlined } from '@ant-design/icons';
import type { CuratedState } from '@zhike/contracts';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';

const ICONS: Readonly<Record<CuratedState, ReactNode>> = {
  live: <PlayCircleFilled aria-hidden="true" />,
  outdated: <WarningOutlined aria-hidden="true" />,
  off: <PauseCircleOutlined aria-hidden="true" />,
  removed: <DeleteOutlined aria-hidden="true" />,
};
/** The colours of the life cycle: pine speaks to customers, amber waits for a member, grey is silent. */
const LOOKS: Readonly<Record<CuratedState, string>> = {
  live: 'tag-live',
  outdated: 'tag-in-review',
  off: 'tag-draft',
  removed: 'tag-expired',
};

export function CuratedStateTag({ state }: { readonly state: CuratedState }) {
  const { curated: text } = useText();
  return (
    <span className={`tag ${LOOKS[state]}`} data-state={state} title={text.stateHelp[state]}>
      <span aria-hidden="true">{ICONS[state]}</span>
      {text.states[state]}
    </span>
  );
}
