import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { findProductRoot } from '@zhike/assembly';
import type { Locale } from '@zhike/contracts';
import {
  AGREEMENT_TEXTS,
  BATCH_ROWS,
  checkModels,
  embedderOf,
  FP32_CATALOGUE,
  MODEL_CATALOGUE,
  type ModelWeights,
  type PlacedModel,
  QUANTISED_CATALOGUE,
  reportQuantisation,
} from '@zhike/inference';
import { loadConfig } from '@zhike/platform';
import type { BenchPart, BenchSettings } from './bench.part.js';
import { importPeer, type Transformers } from './bench.peers.js';
import { type BenchRow, rowOf } from './bench.row.js';
import { type Contender, mean, perSecond } from './bench.timing.js';
import { transformersFolder } from './transformers.folder.js';

const REPETITIONS = 9;
const LOCALES = ['zh', 'en'] as const satisfies readonly Locale[];
const PEER = 'transformers.js';
const THREADS = 1;

/** Texts into vectors on one thread, by the models that `models quantize` makes where they are here, beside transformers.js. */
export const embeddingBench: BenchPart = {
  name: 'embedding',
  withoutPacks: true,
  metrics: [
    ...['embedding.batch1', 'embedding.batch32', 'embedding.batch32-over-batch1'],
    ...['embedding.int8.size', 'embedding.int8.speed', 'embedding.int8.cosine'],
  ],
  async measure(settings) {
    const modelDir = join(findProductRoot(), loadConfig(process.env).MODEL_DIR);
    const rows: BenchRow[] = [];
    for (const locale of LOCALES) rows.push(...(await measureLocale(settings, modelDir, locale)));
    return [...overBoth(rows), ...rows];
  },
};

type Embed = (texts: readonly string[]) => Promise<unknown>;

async function measureLocale(settings: BenchSettings, modelDir: string, locale: Locale): Promise<BenchRow[]> {
  const quantised = await placed(modelDir, QUANTISED_CATALOGUE, locale);
  const shipped = await placed(modelDir, MODEL_CATALOGUE, locale);
  const ours = quantised ?? shipped;
  if (!ours) throw new Error(`The bench needs the embedding model for ${locale}: npm run models -- pull`);
  settings.tell(`embedding (${locale}): ${ours.dir} beside ${PEER} …`);
  return [
    ...(await measureSpeed(settings, ours, locale, shipped !== undefined)),
    ...(await measureQuantised(settings, modelDir, locale, quantised)),
  ];
}

async function measureSpeed(
  { peers, tell }: BenchSettings,
  ours: PlacedModel,
  locale: Locale,
  hasPeerFiles: boolean,
): Promise<BenchRow[]> {
  const embedder = embedderOf(ours);
  const peer = hasPeerFiles ? await openPeer(peers, locale, tell) : undefined;
  try {
    const embeds: Embed[] = [
      (texts) => embedder.embed(texts, { locale, as: 'passage' }),
      ...(peer ? [peer.embed] : []),
    ];
    const both = [1, BATCH_ROWS].flatMap((rows) => embeds.map((embed) => contender(embed, locale, rows)));
    const rates = await perSecond(both, REPETITIONS);
    const [alone, together] = [rates.slice(0, embeds.length), rates.slice(embeds.length)];
    return speedRows(locale, alone, together);
  } finally {
    await embedder.close();
    await peer?.close();
  }
}

/** Each with our figure first and the peer's, where there is one, second. */
function speedRows(locale: Locale, alone: readonly number[], together: readonly number[]): BenchRow[] {
  const gain = together.map((rate, place) => rate / (alone[place] ?? NaN));
  const n = REPETITIONS * AGREEMENT_TEXTS[locale].length;
  const row = (metric: string, unit: string, [ours = NaN, peer]: readonly number[]) =>
    rowOf({ metric: `${metric}.${locale}`, ours, peer: peer ?? null, unit, peerName: PEER, n });
  return [
    row('embedding.batch1', 'texts/s', alone),
    row('embedding.batch32', 'texts/s', together),
    row('embedding.batch32-over-batch1', 'times', gain),
  ];
}

function contender(embed: Embed, locale: Locale, rows: number): Contender {
  const texts = AGREEMENT_TEXTS[locale];
  return {
    count: texts.length,
    run: async () => {
      for (let from = 0; from < texts.length; from += rows) await embed(texts.slice(from, from + rows));
    },
  };
}

/** What quantising by our own tool costs and gives, where both models are here. */
async function measureQuantised(
  { tell }: BenchSettings,
  modelDir: string,
  locale: Locale,
  quantised: PlacedModel | undefined,
): Promise<BenchRow[]> {
  const precise = await placed(modelDir, FP32_CATALOGUE, locale);
  if (!precise || !quantised) {
    tell(
      `int8 against fp32 (${locale}) is left out: run npm run models -- quantize ${FP32_CATALOGUE[0]?.id ?? ''} first`,
    );
    return [];
  }
  const { bytes, speed, agreement } = await reportQuantisation(precise, quantised, REPETITIONS);
  const { texts } = agreement;
  return [
    rowOf({ metric: `embedding.int8.size.${locale}`, ours: bytes.after / bytes.before, unit: 'of fp32', n: 1 }),
    rowOf({
      metric: `embedding.int8.speed.${locale}`,
      ours: speed.after.alone / speed.before.alone,
      unit: 'times fp32',
      n: texts,
    }),
    rowOf({ metric: `embedding.int8.cosine.${locale}`, ours: agreement.mean, unit: 'cosine', n: texts }),
    rowOf({ metric: `embedding.int8.cosine-least.${locale}`, ours: agreement.least, unit: 'cosine', n: texts }),
  ];
}

/** A model of the catalogue whose files are here, whole. */
async function placed(
  modelDir: string,
  catalogue: readonly ModelWeights[],
  locale: Locale,
): Promise<PlacedModel | undefined> {
  const weights = catalogue.find((model) => model.locale === locale);
  if (!weights) return undefined;
  const [check] = await checkModels({ modelDir, models: [weights] });
  return check?.state === 'ready' ? { dir: check.dir, weights } : undefined;
}

/** The product's own files, the pooling of the product, one thread. */
async function openPeer(peers: string, locale: Locale, tell: (line: string) => void) {
  const transformers = await importPeer<Transformers>(peers, '@huggingface/transformers', 'dist/transformers.node.mjs');
  if (!transformers) {
    tell(`${PEER} is not installed: no peer`);
    return undefined;
  }
  const cards = MODEL_CATALOGUE.filter((model) => model.locale === locale);
  const { root, names } = await transformersFolder(join(findProductRoot(), loadConfig(process.env).MODEL_DIR), cards);
  Object.assign(transformers.env, { localModelPath: root, allowRemoteModels: false, allowLocalModels: true });
  const session = { intraOpNumThreads: THREADS, interOpNumThreads: 1 };
  const extract = await transformers.pipeline('feature-extraction', names[locale] ?? '', {
    ...{ dtype: 'q8', device: 'cpu', session_options: session },
  });
  const embed: Embed = (texts) => extract([...texts], { pooling: 'cls', normalize: true });
  const close = async () => {
    await extract.dispose();
    await rm(root, { recursive: true });
  };
  return { embed, close };
}

/** The figure by the plain name is the mean of both languages. */
function overBoth(rows: readonly BenchRow[]): BenchRow[] {
  return embeddingBench.metrics.flatMap((metric) => {
    const both = LOCALES.flatMap((locale) => rows.find((row) => row.metric === `${metric}.${locale}`) ?? []);
    const [first] = both;
    if (!first) return [];
    const peers = both.flatMap(({ peer }) => peer ?? []);
    const peer = peers.length === both.length ? mean(peers) : null;
    const n = both.reduce((sum, row) => sum + row.n, 0);
    return [rowOf({ ...first, metric, ours: mean(both.map(({ ours }) => ours)), peer, n })];
  });
}
