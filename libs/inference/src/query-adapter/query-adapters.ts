import type { QueryAdapter } from './query.adapter.js';

/** The adapters there are, by the embedding model they belong to. Without one a question keeps its own vector only. */
export class QueryAdapters {
  private readonly byModel: ReadonlyMap<string, QueryAdapter>;

  constructor(adapters: readonly QueryAdapter[] = []) {
    this.byModel = new Map(adapters.map((adapter) => [adapter.model, adapter]));
  }

  get models(): readonly string[] {
    return [...this.byModel.keys()];
  }

  /** Undefined for a model that has no adapter, or whose vectors are of another length than they were. */
  adapt(model: string, question: Float32Array): Float32Array | undefined {
    const adapter = this.byModel.get(model);
    return adapter?.dimension === question.length ? adapter.adapt(question) : undefined;
  }
}
