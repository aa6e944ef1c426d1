import { BarChartOutlined } from '@ant-design/icons';
import type { SafetyFigures } from '@zhike/contracts';
import { Segmented } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { useFigures } from '../api/safety.queries.js';
import { Empty } from '../shared/empty.js';
import { Loading } from '../shared/loading.js';
import { useFormat } from '../shared/moment.js';
import { Problem } from '../shared/problem.js';
import { moveBetweenRows } from '../shared/row.keys.js';
import { useText } from '../text/text.context.js';
import { DayBars } from './day.bars.js';
import { useRuleName } from './rule.words.js';
import { hitsAddress } from './safety.address.js';

type RuleFigures = SafetyFigures['rules'][number];
const PERIODS = ['7', '30'] as const;

/** In how many texts each rule was found, day by day. */
export function FiguresView() {
  const { safety: text } = useText();
  const [days, setDays] = useState<(typeof PERIODS)[number]>('7');
  const figures = useFigures(days);
  return (
    <>
      <div className="filters">
        <Segmented
          aria-label={text.figuresDaysLabel}
          options={PERIODS.map((value) => ({ value, label: text.figuresDays[value] }))}
          value={days}
          onChange={setDays}
        />
        <span className="soft small">{text.figuresLead}</span>
      </div>
      <Problem error={figures.error} retry={figures.refetch} />
      {figures.isPending ? <Loading rows={6} /> : null}
      {figures.data?.rules.length ? <FiguresTable figures={figures.data} /> : null}
      {figures.data?.rules.length === 0 ? (
        <Empty icon={<BarChartOutlined aria-hidden="true" />} title={text.figuresNone}>
          <p className="soft">{text.figuresNoneLead}</p>
        </Empty>
      ) : null}
    </>
  );
}

const COUNTS = ['blocked', 'watched', 'shadow', 'allowed', 'falsePositives'] as const;

function useHeads(): Readonly<Record<(typeof COUNTS)[number], string>> {
  const { safety: text } = useText();
  return {
    blocked: text.colBlocked,
    watched: text.colWatched,
    shadow: text.colShadow,
    allowed: text.colAllowed,
    falsePositives: text.colFalse,
  };
}

function FiguresTable({ figures: { days, rules } }: { readonly figures: SafetyFigures }) {
  const { safety: text } = useText();
  const heads = useHeads();
  const most = Math.max(...rules.flatMap(({ byDay }) => byDay.map(({ hits }) => hits)), 1);
  return (
    <div className="sheet table-sheet">
      <table
        className="list safety-figures safety-stack"
        aria-label={text.figuresCaption(String(days.length))}
        onKeyDown={moveBetweenRows}
      >
        <thead>
          <tr>
            <th scope="col">{text.colRule}</th>
            <th scope="col">{text.colByDay}</th>
            <th scope="col">{text.colTotal}</th>
            {COUNTS.map((count) => (
              <th key={count} scope="col">
                {heads[count]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rules.map((rule) => (
            <FiguresRow key={rule.rule} rule={rule} days={days} most={most} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface FiguresRowProps {
  readonly rule: RuleFigures;
  readonly days: readonly string[];
  /** Of any rule on any day: all bars are of one scale. */
  readonly most: number;
}

function FiguresRow({ rule, days, most }: FiguresRowProps) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const name = useRuleName()(rule);
  const heads = useHeads();
  return (
    <tr data-rule={rule.rule}>
      <th scope="row">
        {name}
        {rule.isGone ? <span className="soft row-note">{text.gone}</span> : null}
      </th>
      <td className="is-whole">
        <DayBars days={days} counts={rule.byDay.map(({ hits }) => hits)} most={most} />
      </td>
      <td data-label={text.colTotal}>
        <Link
          to={hitsAddress(rule.rule)}
          data-row-link
          className="safety-count"
          aria-label={text.hitsOpenAll(number(rule.total.hits), name)}
        >
          {number(rule.total.hits)}
        </Link>
      </td>
      {COUNTS.map((count) => (
        <td key={count} data-label={heads[count]} className={rule.total[count] ? '' : 'soft is-nought'}>
          {number(rule.total[count])}
        </td>
      ))}
    </tr>
  );
}
