import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import type { Response } from './http/express.js';
import { PRODUCT } from './product.token.js';

/** For whoever keeps the process running. Says how things are, and nothing about them. */
@Controller('health')
export class HealthController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'health'>) {}

  @Get('live')
  live(): { state: string } {
    return { state: 'ok' };
  }

  /** A graph that is away takes no traffic away: questions are then refused in plain words, messages are kept. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) response: Response): Promise<object> {
    const { database, graph, embeddings } = await this.product.health();
    if (database.state !== 'ok') response.status(503);
    return {
      database: database.state,
      graph: graph.state,
      embeddings: embeddings.some(({ state }) => state === 'ready' || state === 'loading') ? 'ok' : 'missing',
    };
  }
}
