import type { CloseRequest } from '../thread.end.js';
import type { AnswerConstraint } from './constraint/constraints.js';
import type { ChatMessage } from './chat.template.js';
import type { DecoderErrorCode } from './decoder.failure.js';
import type { EndReason, GenerationUsage } from './generation.js';
import type { SamplingSettings } from './sampler.js';
import type { SchedulerLimits } from './batch.scheduler.js';

/** What the decoder tells its worker and hears back. Types only: the worker must load nothing it does not need. */

/** The model and how it is run; handed to the worker when it starts. */
export interface WorkerSettings {
  readonly dir: string;
  /** The graph's name in `dir`; the best of the usual ones when left out. */
  readonly graph?: string;
  /** Checked before they are used; without it whatever lies in `dir` is trusted. */
  readonly files?: readonly { readonly name: string; readonly sha256: string }[];
  readonly threads: number;
  /** Less than the model's own, to bound memory. */
  readonly contextTokens?: number;
  readonly limits: SchedulerLimits;
}

/** The part of a request that crosses to the worker. */
export interface WorkerGeneration {
  readonly messages: readonly ChatMessage[];
  readonly maxTokens?: number;
  readonly stop: readonly string[];
  readonly sampling: SamplingSettings;
  readonly timeoutMs?: number;
  readonly constraint?: AnswerConstraint;
}

export type DecoderRequest =
  | { readonly kind: 'generate'; readonly id: number; readonly generation: WorkerGeneration }
  /** The reader has taken so many pieces. */
  | { readonly kind: 'taken'; readonly id: number; readonly pieces: number }
  | { readonly kind: 'cancel'; readonly id: number }
  /** The thread ends itself, between two runs of the network. */
  | CloseRequest;

export type DecoderAnswer =
  | { readonly kind: 'text'; readonly id: number; readonly text: string }
  | { readonly kind: 'end'; readonly id: number; readonly reason: EndReason; readonly usage: GenerationUsage }
  | { readonly kind: 'failed'; readonly id: number; readonly code: DecoderErrorCode; readonly message: string };
