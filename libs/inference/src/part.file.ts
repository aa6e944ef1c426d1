import { open, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { WeightFile } from './model.catalogue.js';
import { sha256Of, sizeOf } from './model.files.js';

/** Where the bytes of an unfinished file came from. */
export interface PartOrigin {
  readonly url: string;
  /** The server's name for exactly these bytes, when it gave one. */
  readonly etag?: string | undefined;
}

/**
 * A file on its way: `<target>.part`, with a note beside it of where its bytes come from, so that another pull can go
 * on after a crash. It takes its name only once it is what the catalogue says.
 */
export class PartFile {
  readonly path: string;
  private readonly note: string;

  constructor(
    readonly target: string,
    readonly expected: Pick<WeightFile, 'bytes' | 'sha256'>,
  ) {
    this.path = `${target}.part`;
    this.note = `${target}.part.origin`;
  }

  get bytes(): number {
    return sizeOf(this.path) ?? 0;
  }

  /** What to go on from; bytes of another address are thrown away. */
  async resume(url: string): Promise<PartOrigin> {
    const origin = await this.readNote();
    if (origin?.url === url && this.bytes <= this.expected.bytes) return origin;
    await this.discard();
    return { url };
  }

  /** Starts from nothing. The old bytes go before the note changes: they must never pass for the new ones. */
  async begin(origin: PartOrigin): Promise<void> {
    await this.discard();
    await writeFile(this.note, JSON.stringify(origin));
  }

  async discard(): Promise<void> {
    await rm(this.path, { force: true });
    await rm(this.note, { force: true });
  }

  /** What is wrong with the bytes as they are; undefined when they are the catalogue's. */
  problem(): Promise<string | undefined> {
    return PartFile.problemOf(this.path, this.expected);
  }

  static async problemOf(path: string, expected: PartFile['expected']): Promise<string | undefined> {
    const bytes = sizeOf(path) ?? 0;
    if (bytes !== expected.bytes) return `it has ${bytes} bytes instead of ${expected.bytes}`;
    const sha256 = await sha256Of(path);
    return sha256 === expected.sha256 ? undefined : `its sha256 is ${sha256} instead of ${expected.sha256}`;
  }

  /** On the disk first, then under its name: a crash leaves the old file or the new one. */
  async place(): Promise<void> {
    const handle = await open(this.path, 'r+');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(this.path, this.target);
    await rm(this.note, { force: true });
  }

  private async readNote(): Promise<PartOrigin | undefined> {
    try {
      const { url, etag } = JSON.parse(await readFile(this.note, 'utf8')) as { url: unknown; etag?: unknown };
      return typeof url === 'string' ? { url, etag: typeof etag === 'string' ? etag : undefined } : undefined;
    } catch {
      return undefined; // none, or half written by a process that died: the bytes are nobody's
    }
  }
}
