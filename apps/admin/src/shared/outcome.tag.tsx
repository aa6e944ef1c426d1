import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  MinusCircleOutlined,
  QuestionCircleOutlined,
  StopOutlined,
  UserSwitchOutlined,
} from '@ant-design/icons';
import type { OutcomeKind } from '@zhike/contracts';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';

const ICONS: Readonly<Record<OutcomeKind | 'open', ReactNode>> = {
  answered: <CheckCircleOutlined aria-hidden="true" />,
  clarified: <QuestionCircleOutlined aria-hidden="true" />,
  refused: <MinusCircleOutlined aria-hidden="true" />,
  blocked: <StopOutlined aria-hidden="true" />,
  'handed-over': <UserSwitchOutlined aria-hidden="true" />,
  open: <ClockCircleOutlined aria-hidden="true" />,
};

/** How a turn ended; without an outcome it is still under way. */
export function OutcomeTag({ outcome = 'open' }: { readonly outcome?: OutcomeKind | 'open' | undefined }) {
  const text = useText();
  return (
    <span className={`tag tag-${outcome}`} data-outcome={outcome}>
      <span aria-hidden="true">{ICONS[outcome]}</span>
      {text.outcomes[outcome]}
    </span>
  );
}

/** The reason a turn ended so, in words; one that is not known here stays as it is. */
export function useReason(reason: string): string {
  return useText().reasons[reason] ?? reason;
}
