import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBenchOptions } from './bench.options.js';
import { BENCH_PARTS, partsNamed } from './bench.parts.js';
import { peerFrom } from './bench.peers.js';
import { benchTable, figure, rowOf } from './bench.row.js';
import { perCpuSecond, quantile, seeded } from './bench.timing.js';
import { EVASIONS } from './evasion.generator.js';
import { type BaseCorpus, grownPolicies } from './grown.corpus.js';
import { performanceDocument } from './performance.document.js';

describe('a row', () => {
  const measured = { metric: 'm', ours: 20, n: 1 };

  it('has a ratio of more than 1 where we are better, whatever the unit counts', () => {
    expect(rowOf({ ...measured, unit: 'queries/CPU-s', peer: 10, peerName: 'them' }).ratio).toBe(2);
    expect(rowOf({ ...measured, unit: 'ms', peer: 10, peerName: 'them' }).ratio).toBe(0.5);
  });

  it('is there without a peer, and says so', () => {
    const row = rowOf({ ...measured, unit: 'ms', peer: null, peerName: 'lunr' });
    expect(row).toEqual({ metric: 'm', ours: 20, peer: null, peerName: 'lunr', ratio: null, unit: 'ms', n: 1 });
    expect(benchTable([row]).split('\n').at(-1)).toMatch(/^\| m +\| 20 +\| ms +\| – +\| lunr +\| – +\| 1 +\|$/);
  });

  it('is written with three digits, and no fewer than a whole number has', () => {
    expect([0.12345, 12.345, 123.45, 34_321.4].map(figure)).toEqual(['0.123', '12.3', '123', '34,321']);
  });
});

describe('the parts', () => {
  const named = (...names: string[]) => partsNamed(names).map(({ name }) => name);

  it('are all run when nothing is named, and otherwise those that measure what is named', () => {
    expect(partsNamed([])).toBe(BENCH_PARTS);
    expect(named('retrieval.lexical')).toEqual(['lexical']);
    expect(named('retrieval.recall10', 'sql-1k')).toEqual(['vector', 'sql-1k']);
    expect(named('retrieval.p95ms.200k.neo4j')).toEqual(['neo4j-200k']);
    expect(named('turn')).toEqual(['sql-10k', 'sql-10k-en']);
    expect(named('generation', 'embedding.int8')).toEqual(['embedding', 'generation']);
    expect(named('filter', 'screen', 'pii')).toEqual(['filter-speed', 'filter-quality', 'pii']);
    const retrieving = BENCH_PARTS.filter(({ metrics }) => metrics.some((metric) => metric.startsWith('retrieval.')));
    expect(named('retrieval')).toEqual(retrieving.map(({ name }) => name));
    expect(named('nothing')).toEqual([]);
  });

  it('measure each metric once', () => {
    const metrics = BENCH_PARTS.flatMap((part) => part.metrics);
    expect(new Set(metrics).size).toBe(metrics.length);
  });
});

describe('the options', () => {
  it('are names and where things are; the packs beside the product when nothing is said', () => {
    expect(readBenchOptions(['turn', 'sql-1k', '--json', 'out.json'], '/product')).toEqual({
      ...{ names: ['turn', 'sql-1k'], json: 'out.json', docs: false },
      ...{ packs: join('/product', '../shared/data/packs'), peers: '/product' },
    });
    expect(() => readBenchOptions(['--fast'], '/product')).toThrow(/--fast/);
  });
});

describe('timing', () => {
  it('counts what was done in a second of processor time', async () => {
    const spin = (milliseconds: number) => () => {
      const { user, system } = process.cpuUsage();
      for (;;) {
        const used = process.cpuUsage();
        if (used.user + used.system - user - system > milliseconds * 1_000) return;
      }
    };
    const [quick = 0, slow = 0] = await perCpuSecond(
      [
        { count: 10, run: spin(10) },
        { count: 10, run: spin(40) },
      ],
      3,
    );
    expect(quick / slow).toBeGreaterThan(2);
    expect(quick).toBeLessThan(1_001);
  });

  it('takes quantiles from what was measured', () => {
    const values = Array.from({ length: 100 }, (_, at) => 100 - at);
    expect([0.5, 0.95, 1].map((share) => quantile(values, share))).toEqual([51, 96, 100]);
  });

  it('draws the same numbers for the same seed', () => {
    const draw = (seed: number) => Array.from({ length: 5 }, seeded(seed));
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });
});

describe('the evasion generator', () => {
  it('hides a word in every way that can hide it, and leaves alone what it cannot', () => {
    const hidden = (word: string) =>
      Object.fromEntries(EVASIONS.map(({ name, write }) => [name, write(word, seeded(1))] as const));
    expect(hidden('冰毒')).toMatchObject({
      spaces: '冰 毒',
      pinyin: expect.stringMatching(/^bing ?du$/),
      leet: undefined,
    });
    expect(hidden('meth')).toMatchObject({
      width: 'ｍｅｔｈ',
      pinyin: undefined,
      repeat: expect.stringMatching(/^me{3,5}th$/),
    });
    expect(hidden('伪造')).toMatchObject({ traditional: '僞造', split: '亻为造' });
  });
});

describe('a peer', () => {
  it('that is not installed is undefined', () => {
    expect(peerFrom(import.meta.dirname, 'a-package-that-nobody-has')).toBeUndefined();
  });
});

describe('a grown shop', () => {
  const unit = (at: number) => Float32Array.from({ length: 64 }, (_, place) => (place === at ? 1 : 0));
  const base: BaseCorpus = {
    ...{ locale: 'en', model: 'm', questions: [] },
    clauses: [0, 1, 2].map((at) => ({
      ...{ id: `c${at}`, title: `Clause ${at}`, sentences: [`First of ${at}.`, `Second of ${at}.`] },
      ...{ vector: unit(at), sentenceVectors: [unit(at), unit(at + 3)] },
    })),
  };

  it('holds the pack as it is, then copies that are like it and not the same', () => {
    const policies = [...grownPolicies(base, 250, 'shop')];
    const clauses = policies.flatMap(({ versions }) => versions.flatMap((version) => version.clauses));
    const vectors = policies.flatMap((policy) => policy.vectors);
    expect(policies.map(({ versions }) => versions[0]?.clauses.length)).toEqual([100, 100, 50]);
    expect(new Set(clauses.map(({ id }) => id)).size).toBe(250);
    expect(clauses[1]).toMatchObject({ key: 'c1', heading: 'Clause 1', text: 'First of 1.\nSecond of 1.' });
    expect(clauses[4]?.text).toMatch(/^First of 1\.\nSecond of \d\.$/);
    const cosine = vectors[4]?.vector[1] ?? 0;
    expect(cosine).toBeGreaterThan(0.6);
    expect(cosine).toBeLessThan(0.99);
    for (const { vector } of vectors) expect(Math.hypot(...vector)).toBeCloseTo(1, 5);
  });

  it('is the same each time', () => {
    const [first] = grownPolicies(base, 80, 'shop');
    const [again] = grownPolicies(base, 80, 'shop');
    expect(again).toEqual(first);
  });
});

describe('the document', () => {
  it('says of each promise what was measured and whether it is kept', () => {
    const rows = [
      rowOf({ metric: 'retrieval.recall10', ours: 0.97, unit: 'share', n: 300 }),
      rowOf({ metric: 'retrieval.lexical.qps', ours: 500, peer: 20, peerName: 'lunr', unit: 'queries/CPU-s', n: 9 }),
      rowOf({ metric: 'retrieval.p95ms.10k.sql', ours: 21, unit: 'ms', n: 200 }),
    ];
    const report = { date: '2026-01-02T03:04:05.000Z', machine: { cores: 2, node: 'v20.0.0' }, rows };
    const text = performanceDocument(
      report,
      rows.map((row) => ({ row, date: report.date })),
    );
    expect(text).toContain('| `retrieval.recall10` | ≥ .98 | 0.97 share | **not kept** |');
    expect(text).toContain('| `retrieval.lexical.qps` | ≥ 10 × lunr | 500 against 20: 25 × | kept |');
    expect(text).toContain('| `turn.composed.p50ms` | ≤ 80 ms | not measured | |');
    expect(text).toContain('| SQL, clauses | 10k |');
    expect(text).toContain('Measured 2026-01-02 on 2 cores with Node v20.0.0');
  });
});
