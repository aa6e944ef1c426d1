import { CheckCircleOutlined, EyeOutlined, StopOutlined } from '@ant-design/icons';
import type { SafetySeverity } from '@zhike/contracts';
import type { ReactNode } from 'react';
import { useText } from '../text/text.context.js';

const ICONS: Readonly<Record<SafetySeverity, ReactNode>> = {
  block: <StopOutlined aria-hidden="true" />,
  watch: <EyeOutlined aria-hidden="true" />,
  allow: <CheckCircleOutlined aria-hidden="true" />,
};
const LOOKS: Readonly<Record<SafetySeverity, string>> = { block: 'is-bad', watch: 'is-warning', allow: 'is-good' };

/** What a hit of a rule does: colour, word and icon. */
export function SeverityWord({ severity }: { readonly severity: SafetySeverity }) {
  const { safety: text } = useText();
  return (
    <span className={`nowrap ${LOOKS[severity]}`} data-severity={severity}>
      {ICONS[severity]} {text.severities[severity]}
    </span>
  );
}
