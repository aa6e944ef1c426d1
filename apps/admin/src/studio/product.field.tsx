import type { Locale } from '@zhike/contracts';
import { Select } from 'antd';
import { useDeferredValue, useId, useState } from 'react';
import { useStudioProducts, useStudioSetting } from '../api/studio.queries.js';
import { Problem } from '../shared/problem.js';
import { useText } from '../text/text.context.js';

interface ProductFieldProps {
  readonly locale: Locale;
  readonly product: string;
  readonly onChange: (product: string) => void;
}

/** Chooses among what catalogues in force state facts about. */
export function ProductField({ locale, product, onChange }: ProductFieldProps) {
  const { studio: text, locales } = useText();
  const id = useId();
  const [search, setSearch] = useState('');
  const found = useStudioProducts(locale, useDeferredValue(search.trim()));
  const { data: setting } = useStudioSetting();
  const isWithout = setting && !setting.catalogues.includes(locale);
  return (
    <div className="stacked">
      <label htmlFor={id}>{text.product}</label>
      <Select
        id={id}
        showSearch={{ filterOption: false, onSearch: setSearch }}
        aria-label={text.product}
        placeholder={text.productHint}
        notFoundContent={found.isPending ? null : text.productNone}
        loading={found.isFetching}
        {...(product ? { value: product } : {})}
        options={(found.data ?? []).map(({ entity, policyTitle }) => ({
          value: entity,
          label: entity,
          title: policyTitle,
        }))}
        onChange={(next: string) => {
          onChange(next);
          setSearch('');
        }}
      />
      {isWithout ? <p className="is-bad small">{text.noCatalogueIn(locales[locale])}</p> : null}
      <Problem error={found.error} retry={found.refetch} />
    </div>
  );
}
