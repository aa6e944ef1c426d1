import { appendFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';

/*
 * One record after another, nothing before and nothing after:
 *   4 bytes  mark   4 bytes  dimension   32 bytes  key   dimension × 4 bytes  floats   4 bytes  CRC-32 of what precedes
 * Numbers are little-endian. A record is found by its mark and believed by its checksum, so that a write which a crash
 * cut short costs that record and no other, wherever it lies and whoever appended after it.
 */
const MARK = Buffer.from('ZKV1');
const KEY_BYTES = 32;
const HEAD_BYTES = MARK.length + 4 + KEY_BYTES;
const MAX_DIMENSION = 16_384;
const CHECKSUM_BYTES = 4;

/** Reading takes the newest so many bytes (some 60,000 vectors of 512 numbers) and forgets what is older. */
const MAX_FILE_BYTES = 128 * 1024 * 1024;

export interface VectorRecord {
  readonly key: Buffer;
  readonly vector: Float32Array;
}

/** Vectors by the hash of their text, in a file that is only appended to. Several processes may append to it. */
export class VectorFile {
  constructor(
    private readonly path: string,
    private readonly maxBytes: number = MAX_FILE_BYTES,
  ) {}

  /** Vectors by key in hex; the later record of a key counts. A file that grew too large is cut to its newest half. */
  async read(): Promise<Map<string, Float32Array>> {
    const bytes = await this.readNewest();
    const vectors = new Map<string, Float32Array>();
    for (const { key, vector } of recordsIn(bytes)) vectors.set(key.toString('hex'), vector);
    return vectors;
  }

  /** One write for all, so that two processes' records do not mix. */
  async append(records: readonly VectorRecord[]): Promise<void> {
    if (records.length === 0) return;
    await mkdir(dirname(this.path), { recursive: true });
    await appendFile(this.path, Buffer.concat(records.map(encode)));
  }

  private async readNewest(): Promise<Buffer> {
    const handle = await openIfThere(this.path);
    if (!handle) return Buffer.alloc(0);
    try {
      const { size } = await handle.stat();
      if (size <= this.maxBytes) return await handle.readFile();
      const newest = Buffer.alloc(Math.floor(this.maxBytes / 2));
      const { bytesRead } = await handle.read(newest, 0, newest.length, size - newest.length);
      await this.replace(newest.subarray(0, bytesRead));
      return newest.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  private async replace(bytes: Buffer): Promise<void> {
    const aside = `${this.path}.${process.pid}.part`;
    try {
      await writeFile(aside, bytes);
      await rename(aside, this.path);
    } finally {
      await rm(aside, { force: true });
    }
  }
}

async function openIfThere(path: string) {
  try {
    return await open(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function encode({ key, vector }: VectorRecord): Buffer {
  const record = Buffer.alloc(HEAD_BYTES + vector.length * 4 + CHECKSUM_BYTES);
  MARK.copy(record);
  record.writeUInt32LE(vector.length, MARK.length);
  key.copy(record, MARK.length + 4);
  vector.forEach((value, at) => record.writeFloatLE(value, HEAD_BYTES + at * 4));
  const end = record.length - CHECKSUM_BYTES;
  record.writeUInt32LE(crc32(record.subarray(0, end)), end);
  return record;
}

function* recordsIn(bytes: Buffer): Generator<VectorRecord> {
  let at = bytes.indexOf(MARK);
  while (at >= 0) {
    const record = decodeAt(bytes, at);
    if (record) yield record;
    at = bytes.indexOf(MARK, record ? at + HEAD_BYTES + record.vector.length * 4 + CHECKSUM_BYTES : at + 1);
  }
}

function decodeAt(bytes: Buffer, at: number): VectorRecord | undefined {
  if (at + HEAD_BYTES > bytes.length) return undefined;
  const dimension = bytes.readUInt32LE(at + MARK.length);
  const end = at + HEAD_BYTES + dimension * 4;
  if (dimension > MAX_DIMENSION || end + CHECKSUM_BYTES > bytes.length) return undefined;
  if (crc32(bytes.subarray(at, end)) !== bytes.readUInt32LE(end)) return undefined;
  const vector = new Float32Array(dimension);
  for (let place = 0; place < dimension; place++) vector[place] = bytes.readFloatLE(at + HEAD_BYTES + place * 4);
  return { key: bytes.subarray(at + MARK.length + 4, at + HEAD_BYTES), vector };
}
