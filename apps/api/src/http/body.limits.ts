import type { IncomingMessage } from 'node:http';
import type { NestExpressApplication } from '@nestjs/platform-express';

const USUAL = 1024 * 1024;
/** A catalogue draft holds tens of thousands of facts. */
const DRAFT = 20 * 1024 * 1024;

const isJson = (request: IncomingMessage) => /^application\/json\b/i.test(request.headers['content-type'] ?? '');
const isDraft = (request: IncomingMessage) =>
  request.method === 'PUT' && (request.url ?? '').startsWith('/api/admin/versions/');

export function limitBodies(app: NestExpressApplication): void {
  app.useBodyParser('json', { limit: DRAFT, type: (request: IncomingMessage) => isDraft(request) && isJson(request) });
  app.useBodyParser('json', { limit: USUAL, type: (request: IncomingMessage) => !isDraft(request) && isJson(request) });
}
