import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MODEL_CATALOGUE, type ModelCard } from './model.catalogue.js';
import { checkModels, fileWithin, stampOf } from './model.files.js';
import { OnnxEmbedder } from './onnx.embedder.js';

const [ZH] = MODEL_CATALOGUE;
if (!ZH) throw new Error('the catalogue is empty');
const sha256 = createHash('sha256').update('weights').digest('hex');
const MODEL: ModelCard = {
  ...ZH,
  id: 'tiny',
  files: [{ name: 'model.onnx', hubPath: 'x', jarEntry: 'x', bytes: 7, sha256 }],
};

describe('the files of a model', () => {
  let modelDir: string;
  beforeEach(async () => {
    modelDir = await mkdtemp(join(tmpdir(), 'zhike-files-'));
    await mkdir(join(modelDir, 'tiny'));
  });
  afterEach(() => rm(modelDir, { recursive: true }));

  const stateWith = async (content: string) => {
    await writeFile(join(modelDir, 'tiny', 'model.onnx'), content);
    return (await checkModels({ modelDir, models: [MODEL] }))[0];
  };

  it('are ready when they are the catalogue’s, damaged otherwise, and say what to run', async () => {
    expect((await checkModels({ modelDir, models: [MODEL] }))[0]?.state).toBe('missing');
    expect((await stateWith('weights'))?.state).toBe('ready');
    expect((await stateWith('weighty'))?.state).toBe('damaged');
    expect((await stateWith('weights and more'))?.message).toContain('npm run models -- pull');
  });

  it('are missing, not an error, where the model folder is a file', async () => {
    const file = join(modelDir, 'file');
    await writeFile(file, '');
    expect((await checkModels({ modelDir: file, models: [MODEL] }))[0]?.state).toBe('missing');
    expect(stampOf(file, MODEL)).toBeUndefined();
    const embedder = new OnnxEmbedder({ modelDir: file });
    expect(await embedder.embed(['如何退货'], { locale: 'zh', as: 'query' })).toBeUndefined();
    await embedder.close();
  });

  it.each(['../x', '/etc/passwd', 'a/../../x', 'a\\b', '', '.', 'a\0b'])(
    'never lie outside their folder: %j',
    (name) => {
      expect(() => fileWithin(modelDir, name)).toThrow(expect.objectContaining({ code: 'model-file-name-refused' }));
    },
  );
});
