import { useFormat } from '../shared/moment.js';
import { useText } from '../text/text.context.js';

interface DayBarsProps {
  /** Oldest first. */
  readonly days: readonly string[];
  readonly counts: readonly number[];
  readonly most: number;
}

/** A bar a day; what each stands for is said on pointing, the whole of it to who does not see. */
export function DayBars({ days, counts, most }: DayBarsProps) {
  const { safety: text } = useText();
  const { number } = useFormat();
  const label = text.barsLabel(number(days.length), number(Math.max(...counts, 0)));
  return (
    <span className="safety-bars" role="img" aria-label={label}>
      {days.map((day, place) => {
        const count = counts[place] ?? 0;
        return (
          <span key={day} title={text.barDay(day.slice(5), number(count))}>
            <span style={{ height: count ? `${Math.max((count / most) * 100, 8)}%` : 0 }} />
          </span>
        );
      })}
    </span>
  );
}
