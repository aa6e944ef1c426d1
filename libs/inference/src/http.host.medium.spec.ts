import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DownloadServer } from './download.server.fake.js';
import { HttpHost } from './http.host.js';
import { PULL_LIMITS } from './model.source.js';
import { PartFile } from './part.file.js';

const LIMITS = { ...PULL_LIMITS, pauseMs: 5 };
const IMPATIENT = { ...LIMITS, answerMs: 500, stallMs: 500 };
const BYTES = randomBytes(500_000);
const sha256 = createHash('sha256').update(BYTES).digest('hex');

describe('a download', () => {
  let server: DownloadServer;
  let host: HttpHost;
  let folder: string;
  let part: PartFile;
  let address: string;
  let said: string[];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zhike-download-'));
    server = new DownloadServer();
    address = await server.start();
    host = new HttpHost(`${address}/`, 'HF_ENDPOINT', LIMITS);
    part = new PartFile(join(folder, 'model.onnx'), { bytes: BYTES.length, sha256 });
    said = [];
  });
  afterEach(async () => {
    await server.stop();
    await rm(folder, { recursive: true });
  });

  const download = (signal = new AbortController().signal, via = host) =>
    via.download({
      path: 'model.onnx',
      part,
      label: 'model.onnx',
      progress: { say: (line) => said.push(line), advance: () => {} },
      signal,
    });
  const isComplete = async () => (await readFile(part.path)).equals(BYTES);
  const ranges = () => server.asked.map(({ range }) => range);

  it('goes on from the byte where the connection was cut', async () => {
    server.files.set('model.onnx', { bytes: BYTES, etag: '"v1"', cuts: [200_000, 100_000] });
    await download();
    expect(await isComplete()).toBe(true);
    expect(server.asked.map(({ range, ifRange }) => [range, ifRange])).toEqual([
      [undefined, undefined],
      ['bytes=200000-', '"v1"'],
      ['bytes=300000-', '"v1"'],
    ]);
    expect(said).toHaveLength(2);
  });

  it('goes on from what a process that died had left', async () => {
    server.files.set('model.onnx', { bytes: BYTES, etag: '"v1"' });
    await part.begin({ url: `${address}/model.onnx`, etag: '"v1"' });
    await writeFile(part.path, BYTES.subarray(0, 123_456));
    await download();
    expect(await isComplete()).toBe(true);
    expect(ranges()).toEqual(['bytes=123456-']);
  });

  it('does not go on from bytes of another address', async () => {
    server.files.set('model.onnx', { bytes: BYTES });
    await part.begin({ url: 'https://elsewhere.example/model.onnx' });
    await writeFile(part.path, BYTES.subarray(0, 123_456));
    await download();
    expect(await isComplete()).toBe(true);
    expect(ranges()).toEqual([undefined]);
  });

  it('begins again where the server ignores the range, or has other bytes by now', async () => {
    server.files.set('model.onnx', { bytes: BYTES, cuts: [200_000], ignoresRange: true });
    await download();
    expect(await isComplete()).toBe(true);
    await part.begin({ url: `${address}/model.onnx`, etag: '"old"' });
    await writeFile(part.path, randomBytes(1_000));
    server.files.set('model.onnx', { bytes: BYTES, etag: '"new"' });
    await download();
    expect(await isComplete()).toBe(true);
    expect(server.asked.at(-1)?.ifRange).toBe('"old"');
  });

  it('starts over once where the beginning and the end do not belong together', async () => {
    server.files.set('model.onnx', { bytes: BYTES });
    await part.begin({ url: `${address}/model.onnx` });
    await writeFile(part.path, randomBytes(1_000));
    await download();
    expect(await isComplete()).toBe(true);
    expect(ranges()).toEqual(['bytes=1000-', undefined]);
  });

  it('throws away bytes that are not the catalogue’s', async () => {
    server.files.set('model.onnx', { bytes: randomBytes(BYTES.length) });
    await expect(download()).rejects.toMatchObject({
      code: 'model-source-failed',
      message: expect.stringMatching(
        /does not match the catalogue \(its sha256 is \w{64} instead of \w{64}\)/,
      ) as string,
    });
    await expect(stat(part.path)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('refuses a file of another length before it is downloaded', async () => {
    server.files.set('model.onnx', { bytes: Buffer.from('<html>log in, please</html>') });
    await expect(download()).rejects.toThrow("has 27 bytes there instead of the catalogue's 500000");
  });

  it('ends a silent connection and goes on, and gives up when nothing ever comes', async () => {
    const impatient = new HttpHost(address, 'HF_ENDPOINT', IMPATIENT);
    server.files.set('model.onnx', { bytes: BYTES, stalls: [150_000] });
    await download(undefined, impatient);
    expect(await isComplete()).toBe(true);
    expect(said[0]).toContain('nothing came for 0.5 s');
    await part.discard();
    server.files.set('model.onnx', { bytes: BYTES, stalls: Array.from({ length: 9 }, () => 0) });
    await expect(download(undefined, impatient)).rejects.toThrow('nothing came for 0.5 s, 4 times in a row');
  });

  it('tries again after a server’s bad moment, not after a refusal', async () => {
    server.files.set('model.onnx', { bytes: BYTES, statuses: [503, 429] });
    await download();
    expect(await isComplete()).toBe(true);
    await part.discard();
    server.asked.length = 0;
    server.files.set('model.onnx', { bytes: BYTES, statuses: [403] });
    await expect(download()).rejects.toThrow('HTTP 403 Forbidden');
    expect(server.asked).toHaveLength(1);
  });

  it('does not ask a server again that could not be reached', async () => {
    await server.stop();
    await expect(download()).rejects.toThrow('no connection (ECONNREFUSED)');
    server = new DownloadServer();
    await server.start(Number(new URL(address).port));
    server.files.set('model.onnx', { bytes: BYTES });
    await expect(download()).rejects.toThrow('no connection (ECONNREFUSED)');
    expect(server.asked).toHaveLength(0);
    await download(undefined, new HttpHost(address, 'HF_ENDPOINT', LIMITS));
    expect(await isComplete()).toBe(true);
  });

  it('waits a short time for the first answer, once', async () => {
    const impatient = new HttpHost(address, 'HF_ENDPOINT', IMPATIENT);
    server.files.set('model.onnx', { bytes: BYTES, isMute: true });
    await expect(download(undefined, impatient)).rejects.toThrow('no answer within 0.5 s');
    await expect(download(undefined, impatient)).rejects.toThrow('no answer within 0.5 s');
    expect(server.asked).toHaveLength(1);
  });

  it('keeps what has arrived when it is stopped', async () => {
    server.files.set('model.onnx', { bytes: BYTES, stalls: [200_000] });
    const stop = new AbortController();
    const stopped = download(stop.signal);
    await expect.poll(() => part.bytes).toBe(200_000);
    stop.abort(new Error('the person left'));
    await expect(stopped).rejects.toThrow();
    expect(part.bytes).toBe(200_000);
    await download();
    expect(ranges()).toEqual([undefined, 'bytes=200000-']);
  });

  it('sends the address’s credentials and never shows them', async () => {
    server.files.set('model.onnx', { bytes: BYTES, statuses: [401] });
    const secret = new HttpHost(address.replace('//', '//me:geheim@'), 'HF_ENDPOINT', LIMITS);
    expect(secret.name).toBe(address);
    const failure = await download(undefined, secret).catch((error: unknown) => String(error));
    expect(failure).toContain('HTTP 401');
    expect(failure).not.toContain('geheim');
    expect(server.asked[0]?.authorization).toBe(`Basic ${Buffer.from('me:geheim').toString('base64')}`);
  });

  it('says which variable holds no address', async () => {
    const wrong = new HttpHost('ftp://x', 'MAVEN_REPOSITORY', LIMITS);
    await expect(download(undefined, wrong)).rejects.toThrow('MAVEN_REPOSITORY is not an address');
  });
});
