import { CheckCircleOutlined, ExperimentOutlined, EyeOutlined, StopOutlined } from '@ant-design/icons';
import type { SafetyVerdict } from '@zhike/contracts';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';

const ICONS: Readonly<Record<SafetyVerdict, ReactNode>> = {
  blocked: <StopOutlined aria-hidden="true" />,
  watched: <EyeOutlined aria-hidden="true" />,
  shadow: <ExperimentOutlined aria-hidden="true" />,
  clean: <CheckCircleOutlined aria-hidden="true" />,
};
const LOOKS: Readonly<Record<SafetyVerdict, string>> = {
  blocked: 'tag-blocked',
  watched: 'tag-in-review',
  shadow: 'tag-scheduled',
  clean: 'tag-approved',
};

interface VerdictTagProps {
  readonly verdict: SafetyVerdict;
  /** In place of the word for what was done. */
  readonly says?: string;
}

/** What screening did to a text. */
export function VerdictTag({ verdict, says }: VerdictTagProps) {
  const { safety: text } = useText();
  return (
    <span className={`tag ${LOOKS[verdict]}`} data-verdict={verdict}>
      <span aria-hidden="true">{ICONS[verdict]}</span>
      {says ?? text.verdicts[verdict]}
    </span>
  );
}
