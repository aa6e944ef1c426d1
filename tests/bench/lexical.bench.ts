import type { PackQuestion } from '@zhike/evaluation';
import { BestDocuments, LexicalIndex } from '@zhike/knowledge-graph';
import { termsOf } from '@zhike/platform';
import type { Locale } from '@zhike/contracts';
import { openGround } from './bench.ground.js';
import type { BenchPart, BenchSettings } from './bench.part.js';
import { type Lunr, type LunrIndex, peerFrom } from './bench.peers.js';
import { type BenchRow, rowOf } from './bench.row.js';
import { perCpuSecond } from './bench.timing.js';
import type { BaseCorpus } from './grown.corpus.js';

const TIMED_QUESTIONS = 150;
const REPETITIONS = 7;
const LIMIT = 10;

type Search = (question: string) => string | undefined;

/** Words alone, ours beside lunr's: the same texts, the same questions, one thread. */
export const lexicalBench: BenchPart = {
  name: 'lexical',
  metrics: ['retrieval.lexical.qps', 'retrieval.lexical.hit1'],
  async measure(settings) {
    const rows: BenchRow[] = [];
    for (const locale of ['zh', 'en'] as const) rows.push(...(await measureLocale(settings, locale)));
    return [...overBoth(rows), ...rows];
  },
};

async function measureLocale(settings: BenchSettings, locale: Locale): Promise<BenchRow[]> {
  const { base, embedder } = await openGround(settings, locale);
  await embedder.close();
  const lunr = peerFrom<Lunr>(settings.peers, 'lunr');
  const searches = [ourSearch(base), ...(lunr ? [lunrSearch(lunr, base)] : [])];
  const answerable = base.questions.filter(({ evidence }) => evidence?.length);
  settings.tell(`lexical search (${locale}): ${base.clauses.length} clauses, ${answerable.length} questions …`);
  const timed = answerable.slice(0, TIMED_QUESTIONS);
  const [qps = NaN, peerQps = null] = await perCpuSecond(
    searches.map((search) => ({ count: timed.length, run: () => timed.forEach(({ question }) => search(question)) })),
    REPETITIONS,
  );
  const [hit1 = NaN, peerHit1 = null] = searches.map((search) => hitShare(search, answerable));
  const peerName = 'lunr';
  return [
    rowOf({
      metric: `retrieval.lexical.qps.${locale}`,
      ours: qps,
      peer: peerQps,
      peerName,
      unit: 'queries/CPU-s',
      n: timed.length * REPETITIONS,
    }),
    rowOf({
      metric: `retrieval.lexical.hit1.${locale}`,
      ours: hit1,
      peer: peerHit1,
      peerName,
      unit: 'share',
      n: answerable.length,
    }),
  ];
}

/** Both languages as one: as many questions of each for the rate, all questions for the hits. */
function overBoth(rows: readonly BenchRow[]): BenchRow[] {
  const [zhRate, zhHits, enRate, enHits] = rows;
  if (!zhRate || !zhHits || !enRate || !enHits) return [];
  const rate = (pick: (row: BenchRow) => number | null) => {
    const [zh, en] = [pick(zhRate), pick(enRate)];
    return zh === null || en === null ? null : 2 / (1 / zh + 1 / en);
  };
  const hits = (pick: (row: BenchRow) => number | null) => {
    const [zh, en] = [pick(zhHits), pick(enHits)];
    return zh === null || en === null ? null : (zh * zhHits.n + en * enHits.n) / (zhHits.n + enHits.n);
  };
  const both = { ours: ({ ours }: BenchRow) => ours, peer: ({ peer }: BenchRow) => peer };
  const { unit, peerName } = zhRate;
  return [
    rowOf({
      metric: 'retrieval.lexical.qps',
      ours: rate(both.ours) ?? NaN,
      peer: rate(both.peer),
      peerName,
      unit,
      n: zhRate.n + enRate.n,
    }),
    rowOf({
      metric: 'retrieval.lexical.hit1',
      ours: hits(both.ours) ?? NaN,
      peer: hits(both.peer),
      peerName,
      unit: zhHits.unit,
      n: zhHits.n + enHits.n,
    }),
  ];
}

const hitShare = (search: Search, questions: readonly PackQuestion[]) =>
  questions.filter(({ question, evidence }) => evidence?.includes(search(question) ?? '')).length / questions.length;

const wordsOf = ({ clauses }: BaseCorpus) =>
  clauses.map(({ id, title, sentences }) => ({ id, words: `${title}\n${sentences.join('\n')}` }));

function ourSearch(base: BaseCorpus): Search {
  const index = new LexicalIndex();
  const ids: string[] = [];
  for (const { id, words } of wordsOf(base)) ids[index.add(words)] = id;
  return (question) => {
    const best = new BestDocuments(LIMIT, (left, right) => left < right);
    index.search([{ text: question, weight: 1 }], best, () => true);
    return ids[best.list()[0]?.document ?? -1];
  };
}

/**
 * lunr as its documentation has it for English. It cannot cut Chinese into words, so there it is given ours, and its own
 * stemmer and stop words, which know English alone, are left out.
 */
function lunrSearch(lunr: Lunr, base: BaseCorpus): Search {
  const isEnglish = base.locale === 'en';
  const cut = (text: string) => (isEnglish ? text : termsOf(text).join(' '));
  const index: LunrIndex = lunr(function () {
    if (!isEnglish) {
      this.pipeline = new lunr.Pipeline();
      this.searchPipeline = new lunr.Pipeline();
    }
    this.ref('id');
    this.field('words');
    for (const { id, words } of wordsOf(base)) this.add({ id, words: cut(words) });
  });
  return (question) =>
    index.query((query) => lunr.tokenizer(cut(question)).forEach((token) => query.term(token.toString(), {})))[0]?.ref;
}
