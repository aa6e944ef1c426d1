import { Select } from 'antd';
import { useId } from 'react';
import { useSafetyOverview, useSafetyRules } from '../api/safety.queries.js';
import { useText } from '../text/text.context.js';
import { useCategoryName } from './rule.words.js';

interface CategoryFieldProps {
  readonly category: string;
  readonly onChange: (category: string) => void;
}

/** What a rule is for: one of the categories there are, or a new one. The last chosen or typed one counts. */
export function CategoryField({ category, onChange }: CategoryFieldProps) {
  const { safety: text } = useText();
  const id = useId();
  const nameOf = useCategoryName();
  const overview = useSafetyOverview();
  const rules = useSafetyRules();
  const known = new Set([
    ...(rules.data ?? []).map((rule) => rule.category),
    ...(overview.data?.house.categories ?? []),
    'other',
  ]);
  return (
    <div className="stacked">
      <label htmlFor={id}>{text.category}</label>
      <Select
        id={id}
        mode="tags"
        aria-label={text.category}
        className="safety-category"
        placeholder={text.categoryHint}
        showSearch={{ optionFilterProp: 'label' }}
        value={category ? [category] : []}
        options={[...known].map((value) => ({ value, label: nameOf(value) }))}
        onChange={(chosen: string[]) => onChange((chosen.at(-1) ?? '').trim())}
      />
    </div>
  );
}
