import { type Config, loadConfig, Metrics } from '@zhike/platform';
import { describe, expect, it } from 'vitest';
import type { Request, Response } from './http/express.js';
import { RequestProblem } from './http/problem.js';
import { MetricsController } from './metrics.controller.js';

const TOKEN = 'scrape-me-if-you-can';

async function read(env: Record<string, string>, authorization?: string): Promise<string> {
  const config: Config = loadConfig(env);
  const request = { headers: authorization === undefined ? {} : { authorization } } as Request;
  const response = { setHeader: () => response } as unknown as Response;
  const metrics = new Metrics();
  metrics.counter({ name: 'asked_total', help: 'Questions', labels: [] }).inc(2);
  try {
    return await new MetricsController({ config, metrics }).read(request, response);
  } catch (error) {
    if (error instanceof RequestProblem) return error.problem.code;
    throw error;
  }
}

describe('the figures', () => {
  it('are not there where no token was chosen', async () => {
    expect(await read({}, `Bearer ${TOKEN}`)).toBe('metrics-off');
  });

  it.each([undefined, '', 'Bearer', 'Bearer guess', `Basic ${TOKEN}`, TOKEN])('refuse %s', async (authorization) => {
    expect(await read({ METRICS_TOKEN: TOKEN }, authorization)).toBe('metrics-token-wrong');
  });

  it('are told to whoever shows it', async () => {
    expect(await read({ METRICS_TOKEN: TOKEN }, `Bearer ${TOKEN}`)).toContain('asked_total 2');
  });
});
