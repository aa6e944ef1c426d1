import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder that holds `demo/` and `dist/`, found upwards from this file: from source and from the bundle alike. */
export function findProductRoot(from = import.meta.dirname): string {
  for (let folder = from; folder !== dirname(folder); folder = dirname(folder))
    if (existsSync(join(folder, 'package.json'))) return folder;
  return process.cwd();
}
