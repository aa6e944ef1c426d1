import { findPersonal, type PersonalKind } from '@zhike/content-safety';
import type { BenchPart } from './bench.part.js';
import { type BenchRow, rowOf } from './bench.row.js';
import { mean, perCpuSecond, seeded } from './bench.timing.js';
import { benignLines, type LabelledText, labelledTexts } from './filter.ground.js';
import { personalLines } from './personal.generator.js';

const REPETITIONS = 7;
const LINES_OF_A_KIND = 200;
/** A Python service; it is started by nothing here. */
const PEER = 'Presidio';

/** Labels of the set that have a structure, and what they are called here. */
const STRUCTURED: Readonly<Record<string, PersonalKind>> = {
  CREDIT_CARD: 'bank-card',
  EMAIL_ADDRESS: 'email',
  PHONE_NUMBER: 'phone',
  IBAN_CODE: 'iban',
  IP_ADDRESS: 'ip-address',
  US_SSN: 'us-ssn',
};

/** What is found of personal data with a structure, marked by people and made up, and how fast. */
export const personalBench: BenchPart = {
  name: 'pii',
  metrics: ['pii.recall', 'pii.recall.marked', 'pii.recall.made', 'pii.speed'],
  async measure(settings) {
    const marked = labelledTexts(settings);
    const made = personalLines(LINES_OF_A_KIND, seeded(5));
    settings.tell(`${marked.length} marked texts, ${made.length} made ones …`);
    const foundMarked = marked.flatMap(foundIn);
    const foundMade = made.map(({ text, kind, start, end }) => (isFound(text, kind, start, end) ? 1 : 0));
    const texts = marked.length ? marked.map(({ text }) => text) : benignLines(settings).slice(0, 2_000);
    const [speed = NaN] = await perCpuSecond(
      [{ count: texts.length, run: () => texts.forEach((text) => findPersonal(text)) }],
      REPETITIONS,
    );
    return [
      recall('pii.recall', [...foundMarked, ...foundMade]),
      ...(foundMarked.length ? [recall('pii.recall.marked', foundMarked)] : []),
      recall('pii.recall.made', foundMade),
      rowOf({ metric: 'pii.speed', ours: speed, peer: null, peerName: PEER, unit: 'messages/CPU-s', n: texts.length }),
    ];
  },
};

const recall = (metric: string, found: readonly number[]): BenchRow =>
  rowOf({ metric, ours: mean(found), peer: null, peerName: PEER, unit: 'share', n: found.length });

const foundIn = ({ text, spans }: LabelledText): number[] =>
  spans.flatMap(({ type, start, end }) => {
    const kind = STRUCTURED[type];
    return kind ? [isFound(text, kind, start, end) ? 1 : 0] : [];
  });

/** The whole of it, under its own name. */
const isFound = (text: string, kind: PersonalKind, start: number, end: number) =>
  findPersonal(text).some((span) => span.kind === kind && span.start <= start && span.end >= end);
