import { readFileSync } from 'node:fs';
import { defineConfig } from 'rolldown';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
const isDependency = (id) => Object.keys(dependencies).some((name) => id === name || id.startsWith(`${name}/`));

/** Dependencies stay outside the bundle: some load files or native code beside themselves. */
export default defineConfig({
  input: {
    api: 'apps/api/src/main.ts',
    cli: 'apps/cli/src/main.ts',
    inference: 'apps/inference/src/main.ts',
    'embedding.worker': 'libs/inference/src/embedding.worker.ts',
    'lexicon.worker': 'libs/content-safety/src/lexicon/lexicon.worker.ts',
    'decoder.worker': 'libs/inference/src/decoder/decoder.worker.ts',
  },
  platform: 'node',
  external: (id) => id.startsWith('node:') || isDependency(id),
  tsconfig: 'tsconfig.base.json',
  output: {
    dir: 'dist/server',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[hash].js',
    sourcemap: true,
    cleanDir: true,
  },
});
