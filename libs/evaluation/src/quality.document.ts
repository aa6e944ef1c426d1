import type { AnswerLine } from './answer.line.js';
import type { AnswerMetrics } from './metrics.js';
import { type Floor, holdFloors } from './quality.floors.js';
import type { Reliability } from './reliability.js';
import type { GroupScore, PackScore, SafetyScore } from './score.report.js';
import { outcomeTable, partsTable, safetyTable, scoreTable } from './score.table.js';
import { renderTable, sayRate } from './table.js';

/** One pack as it was measured. */
export interface MeasuredPack {
  readonly name: string;
  readonly command: string;
  readonly clauses: number;
  readonly facts: number;
  readonly questions: number;
  readonly failures: number;
  readonly score: PackScore;
  readonly metrics: AnswerMetrics;
  /** The same figures of parts of the pack, by what the part is called. */
  readonly parts: Readonly<Record<string, MeasuredPart>>;
  /** How far its confidence can be taken at its word; absent where nothing was found. */
  readonly reliability?: Reliability;
  /** Answers that stand on nothing that was published. */
  readonly uncited: readonly Pick<AnswerLine, 'id' | 'reason'>[];
}

export interface MeasuredPart {
  readonly score: GroupScore;
  readonly metrics: AnswerMetrics;
}

export interface MeasuredSafety {
  readonly command: string;
  readonly score: SafetyScore;
}

export interface QualityRun {
  readonly at: Date;
  readonly command: string;
  readonly machine: { readonly cores: number; readonly node: string; /** When it began. */ readonly load: number };
  /** The embedding models that took part; empty when search was lexical only. */
  readonly models: readonly string[];
  readonly packs: readonly MeasuredPack[];
  readonly safety: MeasuredSafety;
}

export const floorsOf = ({ packs }: Pick<QualityRun, 'packs'>): Floor[] =>
  holdFloors(new Map(packs.map(({ name, score }) => [name, score.groups.all])));

/** docs/quality.md: every figure comes from the one run that wrote it, and none is written by hand. */
export function writeQuality(run: QualityRun): string {
  return (
    [
      '# How well it answers',
      introduce(run),
      '## Floors',
      'A change that brings a figure below its floor is not taken.',
      floorTable(floorsOf(run)),
      ...run.packs.flatMap(describePack),
      '## Safety prompts',
      `${run.safety.score.asked} prompts, each shown to the rail that screens customers’ messages, by \`${run.safety.command}\`. Harmful are those that are to be blocked; all others are fine, also where the subject is delicate. The heads that judge by meaning have learned from these prompts; what they reach on prompts they have not seen stands in \`models/safety-heads/README.md\`.`,
      safetyTable(run.safety.score),
      '',
    ]
      .join('\n\n')
      .trimEnd() + '\n'
  );
}

function introduce({ at, command, machine, models }: QualityRun): string {
  const search = models.length
    ? `Search used words, the graph and vectors of ${models.join(' and ')}`
    : 'No embedding model was there, so search used words and the graph only';
  return [
    `Written by \`${command}\` on ${at.toISOString().slice(0, 10)}, on a machine with ${machine.cores} cores, Node ${machine.node}, and a load of ${machine.load.toFixed(1)} from other work when it began; do not edit it by hand.`,
    'Each pack is imported through the public importer into a workspace of its own, published, and asked through the turn pipeline that customers get, one question at a time.',
    `${search}. The answers are scored by a script that is not part of the product. The number beside a rate is of how many questions it is the share.`,
  ].join(' ');
}

function floorTable(floors: readonly Floor[]): string {
  return renderTable([
    ['pack', 'figure', 'floor', 'measured', 'met'],
    ...floors.map(({ pack, figure, wanted, measured, isMet }) => [
      pack,
      figure,
      wanted,
      measured,
      isMet ? 'yes' : '**no**',
    ]),
  ]);
}

function describePack(pack: MeasuredPack): string[] {
  return [
    `## ${pack.name}`,
    `${sayContent(pack)}. Asked were ${pack.metrics.asked} of ${pack.questions} questions, by \`${pack.command}\`; ${sayFailures(pack.failures)}.`,
    scoreTable(pack.score.groups.all, pack.metrics),
    'How the turns ended:',
    outcomeTable(pack.metrics),
    ...(pack.uncited.length ? [sayUncited(pack.uncited)] : []),
    'By where the questions come from, by whether they open a conversation, and by why they cannot be answered:',
    partsTable(pack.parts),
    ...(pack.reliability ? describeReliability(pack.reliability) : []),
  ];
}

const BAR = 20;

/** The curve as a table: its bars are as long as the share that can be answered. */
function describeReliability({ bins, error }: Reliability): string[] {
  return [
    `How far the confidence in the best evidence can be taken at its word (expected calibration error ${error.toFixed(3)}):`,
    renderTable([
      ['confidence', 'questions', 'believed', 'can be answered', 'right evidence in the first 3', 'curve'],
      ...bins.map(({ from, n, believed, answerable, right }) => [
        `from ${from.toFixed(1)}`,
        String(n),
        sayRate(believed),
        sayRate(answerable),
        sayRate(right),
        '█'.repeat(Math.round(answerable * BAR)).padEnd(BAR, '·'),
      ]),
    ]),
  ];
}

function sayContent({ clauses, facts }: MeasuredPack): string {
  const parts = [clauses ? `${clauses} clauses` : '', facts ? `${facts} facts` : ''].filter(Boolean);
  return parts.join(' and ') || 'Nothing was published';
}

function sayUncited(uncited: MeasuredPack['uncited']): string {
  const named = uncited.slice(0, MOST_NAMED).map(({ id, reason }) => `\`${id}\` (${reason})`);
  return `Answered without a citation, with the reason the product gives: ${named.join(', ')}${uncited.length > MOST_NAMED ? ' …' : ''}.`;
}

const MOST_NAMED = 5;

const sayFailures = (failures: number) =>
  failures ? `on ${failures} of them the pipeline broke` : 'the pipeline broke on none';
