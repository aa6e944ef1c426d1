import { SearchOutlined } from '@ant-design/icons';
import { PolicyKind } from '@zhike/contracts';
import { Input, type InputRef, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useText } from '../text/text.context.js';
import type { PoliciesAddress } from './policies.address.js';
import { focusRow } from '../shared/row.keys.js';

/** Typing pauses so long before the server is asked. */
const PAUSE_MS = 250;

export function PolicyFilters({ kind, search, filter }: Pick<PoliciesAddress, 'kind' | 'search' | 'filter'>) {
  const text = useText();
  const field = useRef<InputRef>(null);
  useSlashKey(() => field.current?.focus());
  const kinds = [
    { value: '', label: text.policies.kindAll },
    ...PolicyKind.options.map((value) => ({ value, label: text.kinds[value] })),
  ];
  return (
    <div className="filters" role="search">
      <SearchField field={field} search={search} onSearch={(next) => filter({ search: next })} />
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

interface SearchFieldProps {
  readonly field: React.RefObject<InputRef | null>;
  readonly search: string;
  readonly onSearch: (search: string) => void;
}

function SearchField({ field, search, onSearch }: SearchFieldProps) {
  const { policies: text } = useText();
  const [typed, setTyped] = useTyped(search, onSearch);
  return (
    <Input
      ref={field}
      className="filters-search"
      prefix={<SearchOutlined aria-hidden="true" />}
      placeholder={text.search}
      aria-label={text.search}
      allowClear
      maxLength={200}
      value={typed}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown') return;
        event.preventDefault();
        focusRow(0);
      }}
    />
  );
}

/** Follows the address where it is changed from outside, and never while someone types. */
function useTyped(search: string, onSearch: (search: string) => void) {
  const [typed, setTyped] = useState(search);
  const asked = useRef(search);
  useEffect(() => {
    if (search === asked.current) return;
    asked.current = search;
    setTyped(search);
  }, [search]);
  useEffect(() => {
    const wanted = typed.trim();
    if (wanted === asked.current) return undefined;
    const timer = setTimeout(() => {
      asked.current = wanted;
      onSearch(wanted);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  });
  return [typed, setTyped] as const;
}

function useSlashKey(act: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const isTyping = event.target instanceof HTMLElement && event.target.closest('input, textarea, [role="dialog"]');
      if (event.key !== '/' || isTyping) return;
      event.preventDefault();
      act();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  });
}
