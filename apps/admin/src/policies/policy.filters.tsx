import { PolicyKind } from '@zhike/contracts';
import { Segmented } from 'antd';
import { SearchField } from '../shared/search.field.js';
import { useText } from '../text/text.context.js';
import type { PoliciesAddress } from './policies.address.js';

export function PolicyFilters({ kind, search, filter }: Pick<PoliciesAddress, 'kind' | 'search' | 'filter'>) {
  const text = useText();
  const kinds = [
    { value: '', label: text.policies.kindAll },
    ...PolicyKind.options.map((value) => ({ value, label: text.kinds[value] })),
  ];
  return (
    <div className="filters" role="search">
      <SearchField label={text.policies.search} search={search} onSearch={(next) => filter({ search: next })} />
      <Segmented
        aria-label={text.policies.kindLabel}
        options={kinds}
        value={kind ?? ''}
        onChange={(next) => filter({ kind: PolicyKind.safeParse(next).data })}
      />
      <span className="soft filters-hint">{text.policies.searchHint}</span>
    </div>
  );
}
