import { describe, expect, it } from 'vitest';
import { loadConfig } from './config.js';

describe('loadConfig', () => {
  it('needs nothing', () => {
    expect(loadConfig({})).toMatchObject({ PORT: 3000, ROLE: 'all', WEBHOOKS_ALLOW_PRIVATE: false });
  });

  it('names every unusable variable at once and repeats no value', () => {
    const attempt = () => loadConfig({ TURN_TIMEOUT_MS: '5', DATABASE_URL: 'mysql://member:hush@host/db' });
    expect(attempt).toThrow(/DATABASE_URL[\s\S]*TURN_TIMEOUT_MS|TURN_TIMEOUT_MS[\s\S]*DATABASE_URL/);
    expect(attempt).not.toThrow(/hush/);
  });

  it('keeps a lone worker from an embedded database', () => {
    expect(() => loadConfig({ ROLE: 'worker' })).toThrow(/DATABASE_URL/);
  });
});
