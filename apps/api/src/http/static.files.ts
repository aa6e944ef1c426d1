import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Next, Request, Response } from './express.js';

/** Built files carry a hash in their name and never change; pages are asked for again each time. */
const HASHED = /-[\w-]{8,}\.\w+$/;
const FOREVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'no-cache';

const SITES = [
  { folder: 'widget', at: '/widget/' },
  { folder: 'admin', at: '/admin/' },
  { folder: 'demo', at: '/' },
];

/** Serves what was built under `dist/`. A site that was not built is simply not there. */
export function serveSites(app: NestExpressApplication, dist: string): void {
  for (const { folder, at } of SITES) {
    const root = join(dist, folder);
    if (!existsSync(root)) continue;
    app.useStaticAssets(root, { prefix: at, index: 'index.html', setHeaders: cacheByName });
    if (folder === 'admin') app.use('/admin', consolePage(root));
  }
}

function cacheByName(response: { setHeader(name: string, value: string): unknown }, path: string): void {
  response.setHeader('cache-control', HASHED.test(path) ? FOREVER : ASK_AGAIN);
}

/** Every address of the console is the same page; its script reads the address. A missing file stays missing. */
function consolePage(root: string) {
  return (request: Request, response: Response, next: Next): void => {
    const isPage = request.method === 'GET' && !/\.\w+$/.test(request.path);
    if (!isPage) {
      next();
      return;
    }
    response.sendFile('index.html', { root, cacheControl: false, headers: { 'cache-control': ASK_AGAIN } });
  };
}
