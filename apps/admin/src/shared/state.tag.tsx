import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  EditOutlined,
  EyeOutlined,
  HistoryOutlined,
  PlayCircleFilled,
  StopOutlined,
} from '@ant-design/icons';
import type { PolicyState } from '@zhike/contracts';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';

const ICONS: Readonly<Record<PolicyState, ReactNode>> = {
  draft: <EditOutlined aria-hidden="true" />,
  'in-review': <EyeOutlined aria-hidden="true" />,
  approved: <CheckCircleOutlined aria-hidden="true" />,
  scheduled: <ClockCircleOutlined aria-hidden="true" />,
  live: <PlayCircleFilled aria-hidden="true" />,
  expired: <StopOutlined aria-hidden="true" />,
  superseded: <HistoryOutlined aria-hidden="true" />,
};

/** A state of the life cycle: colour, word and icon, so that none of them has to be enough. */
export function StateTag({ state }: { readonly state: PolicyState }) {
  const text = useText();
  return (
    <span className={`tag tag-${state}`} data-state={state}>
      <span aria-hidden="true">{ICONS[state]}</span>
      {text.states[state]}
    </span>
  );
}
