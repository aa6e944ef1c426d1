import type { BenchPart } from './bench.part.js';
import { embeddingBench } from './embedding.bench.js';
import { generationBench } from './generation.bench.js';
import { filterBench, filterQualityBench } from './filter.bench.js';
import { lexicalBench } from './lexical.bench.js';
import { personalBench } from './personal.bench.js';
import { shopBench } from './shop.bench.js';
import { vectorBench } from './vector.bench.js';

/** In the order they are run; what takes longest comes last. */
export const BENCH_PARTS: readonly BenchPart[] = [
  filterBench,
  filterQualityBench,
  personalBench,
  lexicalBench,
  vectorBench,
  embeddingBench,
  generationBench,
  shopBench({ engine: 'sql', name: '1k', clauses: 1_000 }),
  shopBench({ engine: 'sql', name: '10k', clauses: 10_000 }),
  shopBench({ engine: 'sql', name: '10k', clauses: 10_000, locale: 'en' }),
  shopBench({ engine: 'neo4j', name: '10k', clauses: 10_000 }),
  shopBench({ engine: 'sql', name: '50k', clauses: 50_000 }),
  shopBench({ engine: 'sql', name: '200k', clauses: 200_000 }),
  shopBench({ engine: 'neo4j', name: '200k', clauses: 200_000 }),
];

/** Those that measure what is named; a name is that of a part, or how a metric's name begins. All when nothing is named. */
export function partsNamed(names: readonly string[]): readonly BenchPart[] {
  if (!names.length) return BENCH_PARTS;
  const isNamed = ({ name, metrics }: BenchPart) =>
    names.some(
      (asked) => asked === name || metrics.some((metric) => metric === asked || metric.startsWith(`${asked}.`)),
    );
  return BENCH_PARTS.filter(isNamed);
}
