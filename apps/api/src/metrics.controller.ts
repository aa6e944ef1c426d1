import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import type { Product } from '@zhike/assembly';
import { isSameSecret } from '@zhike/platform';
import type { Request, Response } from './http/express.js';
import { RequestProblem } from './http/problem.js';
import { PRODUCT } from './product.token.js';

const BEARER = /^Bearer (?<token>\S+)$/u;

/**
 * Figures for Prometheus. Other than health they tell how much is asked and what it costs, so that they are for whoever holds
 * METRICS_TOKEN; where it is not set, there is nothing here.
 */
@Controller('metrics')
export class MetricsController {
  constructor(@Inject(PRODUCT) private readonly product: Pick<Product, 'config' | 'metrics'>) {}

  @Get()
  async read(@Req() request: Request, @Res({ passthrough: true }) response: Response): Promise<string> {
    const { config, metrics } = this.product;
    assertMayRead(request, config.METRICS_TOKEN);
    response.setHeader('content-type', metrics.contentType);
    response.setHeader('cache-control', 'no-store');
    return metrics.text();
  }
}

function assertMayRead({ headers }: Request, token: string | undefined): void {
  if (token === undefined)
    throw new RequestProblem(404, { code: 'metrics-off', message: 'Set METRICS_TOKEN to have figures here.' });
  const shown = BEARER.exec(headers.authorization ?? '')?.groups?.['token'] ?? '';
  if (isSameSecret(shown, token)) return;
  throw new RequestProblem(401, {
    code: 'metrics-token-wrong',
    message: 'Show METRICS_TOKEN as a bearer token in the header authorization.',
  });
}
