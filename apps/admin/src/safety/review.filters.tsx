import { SafetyEventsQuery } from '@zhike/contracts';
import { Segmented, Select } from 'antd';
import { useFigures, useSafetyRules } from '../api/safety.queries.js';
import { useText } from '../text/text.context.js';
import { useRuleName } from './rule.words.js';
import { useSafetyAddress } from './safety.address.js';

const STATUSES = ['open', 'handled', 'all'] as const;
const DIRECTIONS = ['', 'input', 'output'] as const;
const VERDICTS = ['', ...SafetyEventsQuery.shape.verdict.unwrap().options] as const;

export function ReviewFilters() {
  const { safety: text } = useText();
  const { filter, change } = useSafetyAddress();
  const directions = { '': text.directionAll, input: text.directions.input, output: text.directions.output };
  return (
    <div className="filters" role="search">
      <Segmented
        aria-label={text.statusLabel}
        options={STATUSES.map((value) => ({ value, label: text.status[value] }))}
        value={filter.status ?? 'open'}
        onChange={(status) => change({ status: status === 'open' ? '' : status })}
      />
      <Segmented
        aria-label={text.directionLabel}
        options={DIRECTIONS.map((value) => ({ value, label: directions[value] }))}
        value={filter.direction ?? ''}
        onChange={(direction) => change({ direction })}
      />
      <Select
        aria-label={text.verdictLabel}
        className="safety-filter"
        options={VERDICTS.map((value) => ({ value, label: value ? text.verdicts[value] : text.verdictAll }))}
        value={filter.verdict ?? ''}
        onChange={(verdict) => change({ verdict })}
      />
      <RuleFilter />
    </div>
  );
}

/** Rules that were found in something lately, and the shop's own. */
function RuleFilter() {
  const { safety: text } = useText();
  const { filter, change } = useSafetyAddress();
  const nameOf = useRuleName();
  const rules = useSafetyRules();
  const figures = useFigures('30');
  const names = new Map<string, string>([
    ...(figures.data?.rules ?? []).map((hit) => [hit.rule, nameOf(hit)] as const),
    ...(rules.data ?? []).map(({ id, name }) => [`rule:${id}`, name] as const),
  ]);
  if (filter.rule && !names.has(filter.rule)) names.set(filter.rule, nameOf({ rule: filter.rule }));
  return (
    <Select
      aria-label={text.ruleLabel}
      className="safety-filter"
      showSearch={{ optionFilterProp: 'label' }}
      options={[{ value: '', label: text.ruleAll }, ...[...names].map(([value, label]) => ({ value, label }))]}
      value={filter.rule ?? ''}
      onChange={(rule) => change({ rule })}
    />
  );
}
