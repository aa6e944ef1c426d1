import { appendFile, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locale } from '@zhike/contracts';
import type { EmbedRequest, Embedder, EmbedderStatus } from '@zhike/ports';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileCachedEmbedder } from './file-cached.embedder.js';
import { VectorFile } from './vector.file.js';

/** Counts what it is asked, and answers vectors that tell the texts apart. */
class CountingEmbedder implements Embedder {
  readonly asked: string[] = [];
  model: string | undefined = 'test/model-v1';
  isUsable = true;
  isClosed = false;
  onAsked: () => void = () => {};

  embed(texts: readonly string[], { signal }: EmbedRequest): Promise<readonly Float32Array[] | undefined> {
    signal?.throwIfAborted();
    if (!this.isUsable) return Promise.resolve(undefined);
    this.asked.push(...texts);
    this.onAsked();
    return Promise.resolve(texts.map(vectorOf));
  }
  modelId(_locale: Locale): string | undefined {
    return this.model;
  }
  status(): readonly EmbedderStatus[] {
    return [{ model: 'test', locale: 'zh', state: 'ready' }];
  }
  close(): Promise<void> {
    this.isClosed = true;
    return Promise.resolve();
  }
}

function vectorOf(text: string): Float32Array {
  return Float32Array.from({ length: 8 }, (_, at) =>
    Math.fround(Math.sin(text.length + at + (text.codePointAt(at) ?? 0))),
  );
}

const PASSAGE: EmbedRequest = { locale: 'zh', as: 'passage' };

describe('the embedder with a cache on disk', () => {
  let folder: string;
  let inner: CountingEmbedder;
  beforeEach(async () => {
    folder = join(await mkdtemp(join(tmpdir(), 'zhike-vectors-')), 'cache');
    inner = new CountingEmbedder();
  });
  afterEach(() => rm(join(folder, '..'), { recursive: true }));

  const file = () => join(folder, 'test%2Fmodel-v1.vectors');
  /** As another run of the program would. */
  const nextRun = () => {
    inner = new CountingEmbedder();
    return new FileCachedEmbedder(inner, folder);
  };
  const fill = async (texts: readonly string[]) => {
    await nextRun().embed(texts, PASSAGE);
  };

  it('embeds a passage once between runs and answers in order', async () => {
    const texts = ['七天无理由退货', '三到五天送达', '七天无理由退货', '开具发票'];
    expect(await nextRun().embed(texts, PASSAGE)).toEqual(texts.map(vectorOf));
    expect(inner.asked).toEqual(['七天无理由退货', '三到五天送达', '开具发票']);
    const again = nextRun();
    expect(await again.embed([...texts, '新的条款'], PASSAGE)).toEqual([...texts, '新的条款'].map(vectorOf));
    expect(inner.asked).toEqual(['新的条款']);
    await fill([...texts, '新的条款']);
    expect(inner.asked).toEqual([]);
  });

  it('lets questions through without keeping them', async () => {
    const embedder = nextRun();
    await embedder.embed(['怎么退货'], { locale: 'zh', as: 'query' });
    await embedder.embed(['怎么退货'], { locale: 'zh', as: 'query' });
    expect(inner.asked).toEqual(['怎么退货', '怎么退货']);
    await expect(stat(folder)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('keeps the vectors of different weights apart', async () => {
    await fill(['条款']);
    const other = nextRun();
    inner.model = 'test/model-v2';
    await other.embed(['条款'], PASSAGE);
    expect(inner.asked).toEqual(['条款']);
    expect((await readdir(folder)).sort()).toEqual(['test%2Fmodel-v1.vectors', 'test%2Fmodel-v2.vectors']);
  });

  it('answers undefined without a model and keeps nothing', async () => {
    const missing = nextRun();
    inner.model = undefined;
    inner.isUsable = false;
    expect(await missing.embed(['条款'], PASSAGE)).toBeUndefined();
    inner.model = 'test/model-v1';
    expect(await missing.embed(['条款'], PASSAGE)).toBeUndefined();
    inner.isUsable = true;
    expect(await missing.embed(['条款'], PASSAGE)).toEqual([vectorOf('条款')]);
  });

  it('loses the record that a crash cut short and no other, whatever was appended after it', async () => {
    const texts = ['一', '二二', '三三三'];
    await fill(texts);
    await truncate(file(), (await stat(file())).size - 5);
    await fill(['四四四四']);
    await fill([...texts, '四四四四']);
    expect(inner.asked).toEqual(['三三三']);
    expect(await nextRun().embed(texts, PASSAGE)).toEqual(texts.map(vectorOf));
    expect(inner.asked).toEqual([]);
  });

  it('does not believe a record with a wrong bit', async () => {
    await fill(['一', '二二']);
    const bytes = await readFile(file());
    bytes[50] = (bytes[50] ?? 0) ^ 1;
    await writeFile(file(), bytes);
    expect(await nextRun().embed(['一', '二二'], PASSAGE)).toEqual(['一', '二二'].map(vectorOf));
    expect(inner.asked).toEqual(['一']);
  });

  it('keeps what two runs at once append', async () => {
    const innerLeft = new CountingEmbedder();
    const innerRight = new CountingEmbedder();
    const left = new FileCachedEmbedder(innerLeft, folder);
    const right = new FileCachedEmbedder(innerRight, folder);
    const texts = Array.from({ length: 400 }, (_, at) => `第${at}条`);
    await Promise.all(texts.map((text, at) => (at % 2 ? left : right).embed([text], PASSAGE)));
    await fill(texts);
    expect(inner.asked).toEqual([]);
  });

  it('works without the cache where the folder cannot be used', async () => {
    await writeFile(folder, 'a file stands in the way');
    const warnings: string[] = [];
    const logger = {
      debug: () => {},
      info: () => {},
      warn: (_: object, text: string) => warnings.push(text),
      error: () => {},
    };
    const embedder = new FileCachedEmbedder(inner, folder, logger);
    expect(await embedder.embed(['条款'], PASSAGE)).toEqual([vectorOf('条款')]);
    expect(warnings.length).toBeGreaterThan(0);
  });

  it('keeps what it has when it is stopped in the middle', async () => {
    const stop = new AbortController();
    const texts = Array.from({ length: 600 }, (_, at) => `第${at}条`);
    const embedder = nextRun();
    inner.onAsked = () => inner.asked.length > 300 && stop.abort(new Error('stopped'));
    await expect(embedder.embed(texts, { ...PASSAGE, signal: stop.signal })).rejects.toThrow('stopped');
    const had = inner.asked.length;
    expect(had).toBeLessThan(600);
    await embedder.close();
    expect(inner.isClosed).toBe(true);
    await fill(texts);
    expect(inner.asked).toHaveLength(600 - had);
  });

  it('is not changed by a caller who changes a vector', async () => {
    const embedder = nextRun();
    (await embedder.embed(['条款'], PASSAGE))?.[0]?.fill(0);
    expect(await embedder.embed(['条款'], PASSAGE)).toEqual([vectorOf('条款')]);
  });
});

describe('a file of vectors', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhike-vectors-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const record = (at: number) => ({ key: Buffer.alloc(32, at), vector: Float32Array.of(at, at / 2) });
  const keyOf = (at: number) => Buffer.alloc(32, at).toString('hex');

  it('forgets the oldest when it grew too large, and stays readable and small', async () => {
    const path = join(folder, 'x.vectors');
    const file = new VectorFile(path, 1_000);
    for (let at = 0; at < 40; at++) await file.append([record(at)]);
    const kept = await file.read();
    expect(kept.get(keyOf(39))).toEqual(Float32Array.of(39, 19.5));
    expect(kept.has(keyOf(0))).toBe(false);
    expect((await stat(path)).size).toBeLessThanOrEqual(500);
    await file.append([record(40)]);
    expect([...(await file.read()).keys()]).toEqual([...kept.keys(), keyOf(40)]);
  });

  it('lets the later record of a key count and survives noise', async () => {
    const path = join(folder, 'x.vectors');
    const file = new VectorFile(path);
    await file.append([record(1)]);
    await appendFile(path, 'ZKV1 ZKV1ZKV1\uffff noise');
    await file.append([{ key: record(1).key, vector: Float32Array.of(7, 7) }]);
    expect([...(await file.read())]).toEqual([[keyOf(1), Float32Array.of(7, 7)]]);
  });

  it('reads 2,000 vectors of 512 numbers well below a second', async () => {
    const file = new VectorFile(join(folder, 'x.vectors'));
    const records = Array.from({ length: 2_000 }, (_, at) => {
      const key = Buffer.alloc(32);
      key.writeUInt32LE(at);
      return { key, vector: new Float32Array(512).fill(at) };
    });
    await file.append(records);
    const began = performance.now();
    expect((await file.read()).size).toBe(2_000);
    expect(performance.now() - began).toBeLessThan(1_000);
  });
});
