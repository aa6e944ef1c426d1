import { assembleEmbedders, assembleGuards } from '@zhike/assembly';
import { defaultEntries, defaultLexicon, Lexicon, RuleContentSafety, WordMatcher } from '@zhike/content-safety';
import { loadConfig, silentLogger } from '@zhike/platform';
import type { ContentSafety } from '@zhike/ports';
import type { BenchPart, BenchSettings } from './bench.part.js';
import { type FastScanner, peerFrom } from './bench.peers.js';
import { type BenchRow, rowOf } from './bench.row.js';
import { mean, perCpuSecond, quantile, seeded } from './bench.timing.js';
import { EVASIONS } from './evasion.generator.js';
import { benignLines, filterTexts, filterWords } from './filter.ground.js';
import { measureSensitiveWord } from './java.peer.js';

const SIZES = { '10k': 10_000, '60k': 60_000 } as const;
const REPETITIONS = 7;
const MEGABYTE = 1e6;
const NOW = new Date('2026-01-01T00:00:00Z');
const FOLDING_PEER = 'sensitive-word';

/** Words in texts: as they are beside a peer, and with all folds on. */
export const filterBench: BenchPart = {
  name: 'filter-speed',
  metrics: [
    ...Object.keys(SIZES).flatMap((size) => [`filter.plain.${size}`, `filter.folded.${size}`]),
    'filter.plain.agreement',
  ],
  async measure(settings) {
    const rows: BenchRow[] = [];
    for (const [size, count] of Object.entries(SIZES)) rows.push(...(await measureSize(settings, size, count)));
    const agreement = rows.filter(({ metric }) => metric === 'filter.plain.agreement');
    const [worst] = agreement.toSorted((a, b) => a.ours - b.ours);
    return [...rows.filter((row) => !agreement.includes(row)), ...(worst ? [worst] : [])];
  },
};

async function measureSize(settings: BenchSettings, size: string, count: number): Promise<BenchRow[]> {
  const texts = filterTexts(settings);
  const words = filterWords(settings, count);
  const megabytes = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / MEGABYTE;
  settings.tell(`${words.length} words in ${megabytes.toFixed(1)} MB …`);
  const Scanner = peerFrom<FastScanner>(settings.peers, 'fastscan');
  const scanner = Scanner ? new Scanner(words) : undefined;
  const matcher = WordMatcher.of(words);
  const lexicon = Lexicon.of(words.map((word) => ({ word, category: 'any', severity: 'block', owner: 'bench' })));
  const runs = [
    () => texts.reduce((sum, text) => sum + countPlain(matcher, text), 0),
    () => texts.reduce((sum, text) => sum + lexicon.find(text, NOW).length, 0),
    ...(scanner ? [() => texts.reduce((sum, text) => sum + scanner.search(text).length, 0)] : []),
  ];
  const [plain = NaN, folded = NaN, peer = null] = await perCpuSecond(
    runs.map((run) => ({ count: megabytes, run })),
    REPETITIONS,
  );
  const foldedPeer = measureSensitiveWord(settings, { words, texts, repetitions: REPETITIONS });
  const of = { unit: 'MB/CPU-s', n: REPETITIONS };
  return [
    rowOf({ metric: `filter.plain.${size}`, ours: plain, peer, peerName: 'fastscan', ...of }),
    rowOf({ metric: `filter.folded.${size}`, ours: folded, peer: foldedPeer, peerName: FOLDING_PEER, ...of }),
    ...(scanner ? [agreement(texts, words, matcher, scanner)] : []),
  ];
}

function countPlain(matcher: WordMatcher, text: string): number {
  let count = 0;
  matcher.find(text, () => count++);
  return count;
}

/** Share of texts in which both find the same words in the same places. */
function agreement(
  texts: readonly string[],
  words: readonly string[],
  matcher: WordMatcher,
  scanner: InstanceType<FastScanner>,
): BenchRow {
  const isSame = texts.map((text) => {
    const ours: string[] = [];
    matcher.find(text, (word, start) => ours.push(`${start} ${words[word]}`));
    const theirs = scanner.search(text).map(([start, word]) => `${start} ${word}`);
    return ours.sort().join('\n') === theirs.sort().join('\n') ? 1 : 0;
  });
  return rowOf({
    ...{ metric: 'filter.plain.agreement', ours: mean(isSame), peer: 1, peerName: 'fastscan' },
    ...{ unit: 'share', n: texts.length },
  });
}

const isBlocked = (lexicon: Lexicon, text: string) =>
  lexicon.find(text, NOW).some(({ entry }) => entry.severity === 'block');

/** What the default lexicon catches and what it lets through, and how long a whole screening takes. */
export const filterQualityBench: BenchPart = {
  name: 'filter-quality',
  metrics: [
    ...EVASIONS.map(({ name }) => `filter.evasion.${name}`),
    'filter.benign',
    'screen.lexical.p95ms',
    'screen.p95ms',
  ],
  async measure(settings) {
    const lexicon = defaultLexicon();
    const lines = benignLines(settings);
    settings.tell(`evasions, and ${lines.length} benign lines …`);
    const flagged = lines.map((line) => (isBlocked(lexicon, line) ? 1 : 0));
    return [
      ...evasionRows(lexicon),
      rowOf({ metric: 'filter.benign', ours: mean(flagged), unit: 'share flagged', n: lines.length }),
      await lexicalRow(lines),
      await semanticRow(lines),
    ];
  },
};

/** Every word that blocks, hidden in each way that can hide it, within a line. */
function evasionRows(lexicon: Lexicon): BenchRow[] {
  const random = seeded(7);
  const words = defaultEntries().filter(({ severity }) => severity === 'block');
  return EVASIONS.map(({ name, write }) => {
    const lines = words.flatMap(({ word }) => {
      const hidden = write(word, random);
      if (hidden === undefined) return [];
      return [/\p{Script=Han}/u.test(word) ? `请问${hidden}有吗` : `do you sell ${hidden} here`];
    });
    const caught = lines.map((line) => (isBlocked(lexicon, line) ? 1 : 0));
    return rowOf({ metric: `filter.evasion.${name}`, ours: mean(caught), unit: 'share', n: lines.length });
  });
}

const SCREENED = 3_000;
const JUDGED = 500;
const SCREENED_LENGTH = 100;

/** By rules and words. */
const lexicalRow = (lines: readonly string[]) =>
  screeningRow('screen.lexical.p95ms', new RuleContentSafety(), lines, SCREENED);

/** By rules, words and meaning, embedding included: nothing has asked for these vectors before. */
async function semanticRow(lines: readonly string[]): Promise<BenchRow> {
  const embedders = assembleEmbedders(loadConfig(process.env), silentLogger, {});
  const { house, warmRails } = assembleGuards({ ...embedders, logger: silentLogger });
  try {
    await warmRails();
    return await screeningRow('screen.p95ms', house, lines, JUDGED);
  } finally {
    await Promise.all(Object.values(embedders).map((model) => model?.close()));
  }
}

/** Messages of 100 characters through the input rail, one after the other, by the clock. */
async function screeningRow(
  metric: string,
  safety: ContentSafety,
  lines: readonly string[],
  most: number,
): Promise<BenchRow> {
  const messages = lines
    .map((line, at) => [line, lines[at + 1], lines[at + 2], lines[at + 3]].join(' ').slice(0, SCREENED_LENGTH))
    .filter((message) => message.length === SCREENED_LENGTH);
  const spaced = messages.filter((_, at) => at % Math.max(1, Math.floor(messages.length / most / 2)) === 0);
  const half = Math.floor(spaced.length / 2);
  // Others than those that are timed: what was embedded once is remembered.
  for (const message of spaced.slice(half)) await safety.screenInput(message, { locale: 'zh' });
  const times: number[] = [];
  for (const message of spaced.slice(0, half)) {
    const began = performance.now();
    await safety.screenInput(message, { locale: 'zh' });
    times.push(performance.now() - began);
  }
  return rowOf({ metric, ours: quantile(times, 0.95), unit: 'ms', n: times.length });
}
