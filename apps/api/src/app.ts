import 'reflect-metadata';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { IoAdapter } from '@nestjs/platform-socket.io';
import { findProductRoot, type Product } from '@zhike/assembly';
import { AppModule } from './app.module.js';
import { limitBodies } from './http/body.limits.js';
import { ProblemFilter } from './http/problem.filter.js';
import { apiCaching, securityHeaders } from './http/security.headers.js';
import { serveSites } from './http/static.files.js';
import { NestLogger } from './nest.logger.js';

export interface AppOptions {
  /** Holds the built console, widget and demo page. */
  readonly dist?: string;
}

/** Builds the edge around a product; the caller listens and closes. */
export async function createApp(product: Product, options: AppOptions = {}): Promise<NestExpressApplication> {
  const { config, logger } = product;
  const app = await NestFactory.create<NestExpressApplication>(AppModule.around(product), {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
    forceCloseConnections: true,
  });
  app.disable('x-powered-by');
  app.set('trust proxy', config.TRUST_PROXY ? 1 : false);
  app.useWebSocketAdapter(new IoAdapter(app));
  app.useGlobalFilters(new ProblemFilter(logger));
  app.use(securityHeaders);
  app.use(apiCaching);
  limitBodies(app);
  if (config.ROLE !== 'worker') serveSites(app, options.dist ?? join(findProductRoot(), 'dist'));
  return app;
}
