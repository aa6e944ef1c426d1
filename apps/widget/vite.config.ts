import { fileURLToPath } from 'node:url';
import { build, defineConfig, type InlineConfig, type Plugin } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const dist = here('../../dist');

/** Lit's decorators are the ones of TypeScript, which set their fields rather than define them. */
const shared: InlineConfig = {
  configFile: false,
  resolve: { alias: { '@zhike/contracts': here('../../libs/contracts/src/index.ts') } },
  oxc: {
    decorator: { legacy: true, emitDecoratorMetadata: false },
    typescript: { removeClassFieldsWithoutInitializer: true },
    assumptions: { setPublicClassFields: true },
  },
};

/** The contract's schemas stay on the server; its pure functions come along. */
const treeshake = { moduleSideEffects: (id: string) => !id.includes('/libs/contracts/') };

/** The chat, fetched when it is first opened: a module with a hashed name, which browsers may keep for ever. */
async function buildPanel(): Promise<string> {
  const output = await build({
    ...shared,
    build: {
      outDir: `${dist}/widget`,
      emptyOutDir: true,
      target: 'es2022',
      lib: { entry: here('src/panel/panel.entry.ts'), formats: ['es'] },
      rolldownOptions: { treeshake, output: { entryFileNames: 'zhike-panel-[hash].js', minify: true } },
    },
  });
  const [chunk] = [output].flat().flatMap((built) => ('output' in built ? built.output : []));
  if (!chunk) throw new Error('the panel was built to nothing');
  return chunk.fileName;
}

/** The launcher, under a name that never changes, as a classic script: it is what shops put into their pages. */
async function buildLauncher(panelFile: string): Promise<void> {
  await build({
    ...shared,
    define: { PANEL_FILE: JSON.stringify(panelFile) },
    build: {
      outDir: `${dist}/widget`,
      emptyOutDir: false,
      target: 'es2022',
      lib: { entry: here('src/launcher/widget.entry.ts'), formats: ['iife'], name: 'zhikeWidget' },
      rolldownOptions: { treeshake, output: { entryFileNames: 'zhike-widget.js' } },
    },
  });
}

/** Two scripts and a page are three builds, because each has another form; one command makes them all. */
const widgetToo: Plugin = {
  name: 'zhike-widget-too',
  apply: 'build',
  configResolved({ logLevel }) {
    shared.logLevel = logLevel ?? 'warn';
  },
  async closeBundle() {
    await buildLauncher(await buildPanel());
  },
};

export default defineConfig({
  root: here('demo'),
  base: '/',
  plugins: [widgetToo],
  build: { outDir: `${dist}/demo`, emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false } },
});
