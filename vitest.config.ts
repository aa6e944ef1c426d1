import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import swc from 'unplugin-swc';
import { defineConfig } from 'vitest/config';

const base = JSON.parse(readFileSync(new URL('tsconfig.base.json', import.meta.url), 'utf8')) as {
  compilerOptions: { paths: Record<string, [string]> };
};
const alias = Object.entries(base.compilerOptions.paths)
  .sort(([left], [right]) => right.length - left.length)
  .map(([find, [file]]) => ({ find, replacement: fileURLToPath(new URL(file, import.meta.url)) }));

const shared = { extends: true as const };
const node = { environment: 'node' as const };
const SLOW = { testTimeout: 120_000, hookTimeout: 120_000 };

export default defineConfig({
  resolve: { alias },
  oxc: false,
  plugins: [
    swc.vite({
      tsconfigFile: false,
      jsc: {
        target: 'es2022',
        parser: { syntax: 'typescript', decorators: true, tsx: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, react: { runtime: 'automatic' } },
      },
    }),
  ],
  test: {
    // Many tests wait for a server or a browser: two at a time keep two cores busy, where the default is one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        ...shared,
        test: {
          ...node,
          name: 'unit',
          include: ['{apps,libs,tools,tests}/**/*.spec.ts'],
          exclude: ['**/*.medium.spec.ts', '**/*.browser.spec.ts', '**/node_modules/**'],
        },
      },
      { ...shared, test: { ...node, ...SLOW, name: 'medium', include: ['{apps,libs,tests}/**/*.medium.spec.ts'] } },
      {
        ...shared,
        test: {
          ...node,
          ...SLOW,
          name: 'browser',
          include: ['tests/browser/**/*.browser.spec.ts'],
          fileParallelism: false,
        },
      },
    ],
  },
});
