import { CuratedStatus } from '@zhike/contracts';
import { Segmented } from 'antd';
import { SearchField } from '../shared/search.field.js';
import { useText } from '../text/text.context.js';

interface CuratedFiltersProps {
  readonly search: string;
  readonly status: CuratedStatus | undefined;
  readonly onFilter: (changes: Readonly<Record<string, string | undefined>>) => void;
}

export function CuratedFilters({ search, status, onFilter }: CuratedFiltersProps) {
  const { curated: text } = useText();
  const statuses = (['', ...CuratedStatus.options] as const).map((value) => ({ value, label: text.filters[value] }));
  return (
    <div className="filters" role="search">
      <SearchField label={text.search} search={search} onSearch={(next) => onFilter({ search: next })} />
      <Segmented
        aria-label={text.statusLabel}
        options={statuses}
        value={status ?? ''}
        onChange={(next) => onFilter({ status: next })}
      />
      <span className="soft filters-hint">{text.searchHint}</span>
    </div>
  );
}
