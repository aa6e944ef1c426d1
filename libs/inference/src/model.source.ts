import type { ModelCard, ModelFile } from './model.catalogue.js';
import { ModelFetchError } from './inference.errors.js';
import { fileWithin } from './model.files.js';
import { PartFile } from './part.file.js';
import type { PullProgress } from './pull.progress.js';

/** Variables of the process, handed in: only an app's main reads them. */
export type PullEnvironment = Readonly<Record<string, string | undefined>>;

/** How long silence may last. Nothing limits how long a slow line may take. */
export interface PullLimits {
  /** Until a server's first answer; its cost is paid once for each unreachable server. */
  readonly answerMs: number;
  /** Between two pieces of a file. */
  readonly stallMs: number;
  /** Before a broken connection is tried again; grows with each attempt that brought nothing. */
  readonly pauseMs: number;
  /** Attempts in a row that bring nothing. */
  readonly attempts: number;
  /** Maven says nothing while it fetches a large file; its own read time-out is `stallMs`. */
  readonly mavenSilenceMs: number;
}

export const PULL_LIMITS: PullLimits = {
  answerMs: 8_000,
  stallMs: 30_000,
  pauseMs: 1_000,
  attempts: 4,
  mavenSilenceMs: 20 * 60_000,
};

/** The files of one model that are still wanted. */
export interface ModelOrder {
  readonly model: ModelCard;
  readonly dir: string;
  readonly files: readonly ModelFile[];
  readonly progress: PullProgress;
  readonly signal: AbortSignal;
}

/** A place models can be had from. */
export interface ModelSource {
  /** What messages call it. */
  readonly name: string;
  /**
   * Puts what it has of the order in place, each file checked. Throws a ModelFetchError that says why the rest is
   * missing; whatever it could place stays.
   */
  give(order: ModelOrder): Promise<void>;
}

export function sourceFailed(reason: string): ModelFetchError {
  return new ModelFetchError('model-source-failed', reason);
}

export function partOf(order: ModelOrder, file: ModelFile): PartFile {
  return new PartFile(fileWithin(order.dir, file.name), file);
}

/** Gives a part its name, or throws it away and says what was wrong with it. */
export async function placeOrDiscard(part: PartFile, name: string): Promise<void> {
  const problem = await part.problem();
  if (problem === undefined) return part.place();
  await part.discard();
  throw sourceFailed(`${name} does not match the catalogue (${problem}) and was thrown away`);
}

/** One file that cannot be had does not keep the others from coming. */
export async function giveEach(order: ModelOrder, give: (file: ModelFile) => Promise<void>): Promise<void> {
  const reasons = new Set<string>();
  for (const file of order.files) {
    order.signal.throwIfAborted();
    try {
      await give(file);
    } catch (error) {
      order.signal.throwIfAborted();
      reasons.add(reasonOf(error));
    }
  }
  if (reasons.size > 0) throw sourceFailed([...reasons].join('; '));
}

/** One line for people; addresses lose whatever stands before their @. */
export function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replaceAll(/\/\/[^/\s@]+@/g, '//').trim();
}
