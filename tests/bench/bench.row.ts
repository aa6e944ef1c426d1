/** One figure of ours beside a peer's. */
export interface BenchRow {
  readonly metric: string;
  readonly ours: number;
  /** Null where there is none to compare with, or it cannot be had here. */
  readonly peer: number | null;
  readonly peerName: string | null;
  /** More than 1 is better for us, also where less is better. Null without a peer. */
  readonly ratio: number | null;
  readonly unit: string;
  /** How many single measurements stand behind it. */
  readonly n: number;
}

export interface BenchReport {
  readonly date: string;
  readonly machine: { readonly cores: number; readonly node: string };
  readonly rows: readonly BenchRow[];
}

type Measured = Pick<BenchRow, 'metric' | 'ours' | 'unit' | 'n'> & Partial<Pick<BenchRow, 'peer' | 'peerName'>>;

/** Units in which less is better. */
const LESS_IS_BETTER = new Set(['ms', 's', 'MB', 'of fp32', 'of queued']);

export function rowOf({ metric, ours, unit, n, peer = null, peerName = null }: Measured): BenchRow {
  const ratio = peer === null ? null : LESS_IS_BETTER.has(unit) ? peer / ours : ours / peer;
  return { metric, ours, peer, peerName, ratio, unit, n };
}

/** As a table for a terminal or, with the same columns, for a document. */
export function benchTable(rows: readonly BenchRow[]): string {
  const lines = rows.map(({ metric, ours, peer, peerName, ratio, unit, n }) => [
    metric,
    figure(ours),
    unit,
    peer === null ? '–' : figure(peer),
    peerName ?? '–',
    ratio === null ? '–' : `${figure(ratio)} ×`,
    String(n),
  ]);
  const header = ['metric', 'ours', 'unit', 'peer', 'which', 'ratio', 'n'];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...lines.map((line) => line[column]?.length ?? 0)),
  );
  const cells = (line: readonly string[]) =>
    `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [cells(header), `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`, ...lines.map(cells)].join('\n');
}

/** Three significant digits, no fewer than a whole number has. */
export function figure(value: number): string {
  if (Math.abs(value) >= 100) return Math.round(value).toLocaleString('en');
  return String(Number(value.toPrecision(3)));
}
