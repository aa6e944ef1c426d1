import { createRequire } from 'node:module';
import { join } from 'node:path';

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
