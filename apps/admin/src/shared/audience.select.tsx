import { Audience } from '@zhike/contracts';
import { Select } from 'antd';
import { useAudiences } from '../api/customer.queries.js';
import { useText } from '../text/text.context.js';

interface AudienceSelectProps {
  readonly label: string;
  readonly audiences: readonly string[];
  readonly onChange: (audiences: string[]) => void;
}

const MOST = 20;

/** Groups of customers: those that policies name already are offered, new ones are typed. */
export function AudienceSelect({ label, audiences, onChange }: AudienceSelectProps) {
  const { audiences: text } = useText();
  const known = useAudiences();
  return (
    <Select
      mode="tags"
      className="audience-select"
      aria-label={label}
      placeholder={text.everyone}
      maxCount={MOST}
      tokenSeparators={[',', '，', '、', ' ']}
      value={[...audiences]}
      options={(known.data ?? []).map((value) => ({ value, label: value }))}
      onChange={(names: string[]) => onChange(foldNames(names))}
    />
  );
}

/** As the server compares them; what is no name stays as it was typed, and saving says so. */
function foldNames(names: readonly string[]): string[] {
  return [...new Set(names.map((name) => Audience.safeParse(name).data ?? name.trim()).filter(Boolean))];
}
