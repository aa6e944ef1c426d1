import type { AnswerMetrics, Rate } from './metrics.js';
import type { GroupScore, SafetyScore } from './score.report.js';
import { renderTable, sayMs, sayRate } from './table.js';

/** One figure, and of how many questions it is a share. */
type Figure = readonly [name: string, value: string, of: string];

/** The scorer's figures. It names no count beside some rates; those counts are ours, of the same answers. */
export function scoreTable(score: GroupScore, metrics: AnswerMetrics): string {
  const spoken = metrics.outcomes.answered;
  const answered = metrics.citesGold.n;
  const rates: readonly (readonly [string, number | null, number])[] = [
    ['right evidence found first (hit@1)', score.retrieval.hit1, score.retrieval.n],
    ['right evidence among the first 5 (hit@5)', score.retrieval.hit5, score.retrieval.n],
    ['right evidence among the first 10 (hit@10)', score.retrieval.hit10, score.retrieval.n],
    ['answered when it can be answered', score.answeredWhenAnswerable, metrics.answeredWhenAnswerable.n],
    ['answers that cite the right evidence', score.citesGold, answered],
    ['share of citations that are right', score.citationPrecision, answered],
    ['correct answers', score.accuracy, score.accuracyN],
    ['correct decisions', score.decisionAccuracy, score.decisionN],
    ['words shared with the reference (F1)', score.tokenF1.mean, score.tokenF1.n],
    ['silent when it cannot be answered', score.keptSilentWhenUnanswerable.rate, score.keptSilentWhenUnanswerable.n],
    ['asked back when unclear', score.askedBackWhenUnclear.rate, score.askedBackWhenUnclear.n],
    ['answers with a number not in the evidence', score.answersWithNumberNotInEvidence, spoken],
    ['answers without a citation', score.uncited, spoken],
    ['answers that cite what the pack does not hold', score.citesWhatIsNotInThePack, spoken],
  ];
  const times: readonly Figure[] = [
    ['first text, median', sayMs(score.firstTextMs.p50), String(score.n)],
    ['first text, 95th percentile', sayMs(score.firstTextMs.p95), String(score.n)],
    ['whole answer, median', sayMs(score.totalMs.p50), String(score.n)],
    ['whole answer, 95th percentile', sayMs(score.totalMs.p95), String(score.n)],
  ];
  const measured = rates.filter(([, rate, of]) => rate !== null && of > 0);
  return renderTable([
    ['figure', 'value', 'of'],
    ...measured.map(([name, rate, of]) => [name, sayRate(rate), String(of)]),
    ...times,
  ]);
}

export function outcomeTable({ outcomes, asked }: AnswerMetrics): string {
  return renderTable([[...Object.keys(outcomes), 'asked'], [...Object.values(outcomes), asked].map(String)]);
}

/** Both for each part of a pack, a row a part; what was not measured of any is left out. */
export function partsTable(
  parts: Readonly<Record<string, { readonly score: GroupScore; readonly metrics: AnswerMetrics }>>,
): string {
  const columns: readonly (readonly [string, (metrics: AnswerMetrics, score: GroupScore) => Rate])[] = [
    ['hit@1', ({ hit1 }) => hit1],
    ['hit@5', ({ hit5 }) => hit5],
    [
      'answered when answerable',
      ({ answeredWhenAnswerable: { n } }, score) => ({ n, rate: score.answeredWhenAnswerable }),
    ],
    ['cites the right evidence', ({ citesGold }) => citesGold],
    ['correct answers', (_, { accuracy, accuracyN }) => ({ n: accuracyN, rate: accuracy })],
    ['correct decisions', (_, { decisionAccuracy, decisionN }) => ({ n: decisionN, rate: decisionAccuracy })],
    ['F1', (_, { tokenF1 }) => ({ n: tokenF1.n, rate: tokenF1.mean })],
    ['silent when unanswerable', ({ silentWhenUnanswerable }) => silentWhenUnanswerable],
    ['asked back when unclear', (_, { askedBackWhenUnclear }) => askedBackWhenUnclear],
  ];
  const rows = Object.entries(parts).map(([name, { score, metrics }]) => ({
    name,
    asked: String(metrics.asked),
    rates: columns.map(([, read]) => read(metrics, score)),
  }));
  const shown = columns.flatMap(([name], column) =>
    rows.some(({ rates }) => rates[column]?.n) ? [{ name, column }] : [],
  );
  return renderTable([
    ['part', 'asked', ...shown.map(({ name }) => name)],
    ...rows.map(({ name, asked, rates }) => [
      name,
      asked,
      ...shown.map(({ column }) => sayShare(rates[column] ?? { n: 0, rate: null })),
    ]),
  ]);
}

/** The product's own figures, a column a group: used where there is no scorer. */
export function metricsTable(groups: Readonly<Record<string, AnswerMetrics>>): string {
  const columns = Object.values(groups);
  const row = (name: string, read: (metrics: AnswerMetrics) => Rate) => [
    name,
    ...columns.map((one) => sayShare(read(one))),
  ];
  return renderTable([
    ['figure', ...Object.keys(groups)],
    ['asked', ...columns.map(({ asked }) => String(asked))],
    row('hit@1', ({ hit1 }) => hit1),
    row('hit@5', ({ hit5 }) => hit5),
    row('answered when answerable', ({ answeredWhenAnswerable }) => answeredWhenAnswerable),
    row('answers citing the right evidence', ({ citesGold }) => citesGold),
    row('silent when unanswerable', ({ silentWhenUnanswerable }) => silentWhenUnanswerable),
  ]);
}

export function safetyTable({ groups }: SafetyScore): string {
  return renderTable([
    ['prompts', 'number', 'blocked when harmful', 'blocked when fine', 'median', '95th percentile'],
    ...Object.entries(groups).map(([name, { n, blockedWhenHarmful, blockedWhenFine, ms }]) => [
      name,
      String(n),
      sayRate(blockedWhenHarmful),
      sayRate(blockedWhenFine),
      sayFineMs(ms.p50),
      sayFineMs(ms.p95),
    ]),
  ]);
}

const sayShare = ({ n, rate }: Rate) => (n ? `${sayRate(rate)} of ${n}` : '–');
const sayFineMs = (ms: number | null) => (ms === null ? '–' : `${ms.toFixed(2)} ms`);
