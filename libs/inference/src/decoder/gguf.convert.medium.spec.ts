import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeLlamaFiles } from './decoder.pull.js';
import { convertGguf } from './gguf.convert.js';
import { tinyGguf } from './gguf.file.fake.js';
import { seededRandom } from './random.js';

describe('converting a GGUF file', () => {
  let dir: string;
  let source: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'zhike-convert-'));
    source = join(dir, 'tiny.gguf');
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('makes a model directory and tells how far it is', async () => {
    const { bytes } = tinyGguf(seededRandom(41));
    await writeFile(source, bytes);
    const told: string[] = [];
    const progress = {
      say: (line: string) => void told.push(line),
      advance: (file: string, done: number, all: number) => void told.push(`${file} ${done === all ? 'done' : '…'}`),
    };
    const out = join(dir, 'model');
    const made = await convertGguf({ source, out, progress });
    expect((await readdir(out)).sort()).toEqual([
      'config.json',
      'model.onnx',
      'tokenizer.json',
      'tokenizer_config.json',
    ]);
    expect(made.map(({ name }) => name).sort()).toEqual((await readdir(out)).sort());
    expect(await readFile(join(out, 'model.onnx'))).toEqual(Buffer.from(makeLlamaFiles(bytes)['model.onnx'] ?? ''));
    expect(told).toEqual(expect.arrayContaining(['tiny.gguf done', 'model.onnx …', 'model.onnx done']));
  });

  it('says what is wrong, and leaves a folder that holds something else as it is', async () => {
    const { bytes } = tinyGguf(seededRandom(42));
    const convert = async (content: Uint8Array, out = join(dir, 'model')) => {
      await writeFile(source, content);
      return convertGguf({ source, out });
    };
    await expect(convertGguf({ source: join(dir, 'none'), out: dir })).rejects.toThrow(/there is no file/);
    await expect(convert(bytes, dir)).rejects.toThrow(/is not empty/);
    const other = Buffer.from(bytes);
    other.write('mamba', other.indexOf('llama'));
    await expect(convert(other)).rejects.toThrow(/holds a mamba model; only llama models/);
    const kind = Buffer.from(bytes);
    const entry = kind.indexOf('blk.0.ffn_down.weight') + 'blk.0.ffn_down.weight'.length;
    // After the name: how many sizes (4 bytes), two sizes (8 each), the type.
    kind.writeUInt32LE(12, entry + 20);
    await expect(convert(kind)).rejects.toThrow(/stored as Q4_K; only F32, Q4_1 and Q8_0/);
    await expect(convert(bytes.subarray(0, 700))).rejects.toMatchObject({ code: 'model-not-converted' });
    expect(await readdir(dir)).toEqual(['tiny.gguf']);
  });
});
