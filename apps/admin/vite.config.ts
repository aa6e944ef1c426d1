import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The console is served below /admin/. Its files carry a hash of ten characters: the server lets them be kept for ever. */
export default defineConfig({
  root: at('.'),
  base: '/admin/',
  plugins: [react()],
  resolve: { alias: { '@zhike/contracts': at('../../libs/contracts/src/index.ts') } },
  server: { proxy: { '/api': 'http://127.0.0.1:3000' } },
  build: {
    outDir: at('../../dist/admin'),
    emptyOutDir: true,
    target: 'es2022',
    // antd is one large library; it is kept by the browser, apart from our own code.
    chunkSizeWarningLimit: 1_500,
    rolldownOptions: {
      output: {
        entryFileNames: 'assets/[name]-[hash:10].js',
        chunkFileNames: 'assets/[name]-[hash:10].js',
        assetFileNames: 'assets/[name]-[hash:10][extname]',
      },
    },
  },
});
