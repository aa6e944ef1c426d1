import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What the bench uses of lunr; the package brings no types. */
export interface Lunr {
  (build: (this: LunrBuilder) => void): LunrIndex;
  readonly tokenizer: (text: string) => { toString(): string }[];
  readonly Pipeline: new () => object;
}
interface LunrBuilder {
  pipeline: object;
  searchPipeline: object;
  ref(name: string): void;
  field(name: string): void;
  add(document: Readonly<Record<string, string>>): void;
}
export interface LunrIndex {
  query(build: (query: { term(term: string, options: object): void }) => void): { readonly ref: string }[];
}

/** What the bench uses of LangChain's store. */
export interface MemoryVectorStore {
  addVectors(vectors: number[][], documents: { pageContent: string; metadata: object }[]): Promise<void>;
  similaritySearchVectorWithScore(vector: number[], limit: number): Promise<[{ pageContent: string }, number][]>;
}
export interface MemoryVectorStores {
  readonly MemoryVectorStore: new (embeddings: object) => MemoryVectorStore;
}

/** What the bench uses of fastscan; the package brings no types. */
export type FastScanner = new (words: readonly string[]) => { search(text: string): [offset: number, word: string][] };

/** A development dependency, from the folder in whose `node_modules` it is; undefined where it is not installed. */
export function peerFrom<Peer>(folder: string, name: string): Peer | undefined {
  const require = createRequire(join(folder, 'package.json'));
  try {
    require.resolve(name);
  } catch {
    return undefined;
  }
  return require(name) as Peer;
}

/** What the bench uses of transformers.js. */
export interface Transformers {
  readonly env: object;
  pipeline(task: string, model: string, options: object): Promise<FeatureExtraction>;
}
export interface FeatureExtraction {
  (texts: string[], options: object): Promise<unknown>;
  dispose(): Promise<unknown>;
}

/** What the bench uses of node-llama-cpp. */
export interface LlamaCpp {
  getLlama(options: object): Promise<Disposable & { loadModel(options: object): Promise<LlamaModel> }>;
}
export interface LlamaModel extends Disposable {
  createContext(options: object): Promise<Disposable & { getSequence(): LlamaSequence }>;
  tokenize(text: string, withSpecialTokens: boolean): number[];
}
export interface LlamaSequence {
  evaluate(tokens: number[], options: object): AsyncIterable<number>;
  clearHistory(): Promise<void>;
}
interface Disposable {
  dispose(): Promise<void>;
}

/** Peers too large to be development dependencies of everybody; installed by hand. */
const LARGE_PEERS = join(import.meta.dirname, 'peers');

/**
 * A peer that is an ES module, by its entry file: such packages cannot be asked where they are. Looked for in the folder, then
 * among the large ones. Undefined where it is not installed; throws where it is and does not load.
 */
export async function importPeer<Peer>(folder: string, name: string, entry: string): Promise<Peer | undefined> {
  const places = [folder, LARGE_PEERS].map((place) => join(place, 'node_modules', name, entry));
  const place = places.find((file) => existsSync(file));
  return place === undefined ? undefined : ((await import(pathToFileURL(place).href)) as Peer);
}
