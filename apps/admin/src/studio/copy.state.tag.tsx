import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  CloseCircleOutlined,
  EditOutlined,
  EyeOutlined,
  MinusCircleOutlined,
  StopOutlined,
} from '@ant-design/icons';
import type { CopyDraft } from '@zhike/contracts';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';

/** What people see of a draft: how far it is, and once it is written, what was judged of it. */
export type ShownState = 'waiting' | 'writing' | 'ready' | 'failed' | 'stopped' | 'approved' | 'rejected';

const LOOKS: Readonly<Record<ShownState, readonly [className: string, icon: ReactNode]>> = {
  waiting: ['tag-draft', <ClockCircleOutlined key="waiting" />],
  writing: ['tag-scheduled', <EditOutlined key="writing" />],
  ready: ['tag-in-review', <EyeOutlined key="ready" />],
  failed: ['tag-failed', <CloseCircleOutlined key="failed" />],
  stopped: ['tag-expired', <StopOutlined key="stopped" />],
  approved: ['tag-live', <CheckCircleOutlined key="approved" />],
  rejected: ['tag-expired', <MinusCircleOutlined key="rejected" />],
};

export const shownState = ({ progress, verdict }: Pick<CopyDraft, 'progress' | 'verdict'>): ShownState =>
  progress === 'ready' && verdict !== 'open' ? verdict : progress;

export const isUnderway = ({ progress }: Pick<CopyDraft, 'progress'>): boolean =>
  progress === 'waiting' || progress === 'writing';

export function CopyStateTag({ state }: { readonly state: ShownState }) {
  const { studio: text } = useText();
  const [className, icon] = LOOKS[state];
  return (
    <span className={`tag ${className}`} data-state={state}>
      <span aria-hidden="true">{icon}</span>
      {text.states[state]}
    </span>
  );
}
