import { inspect } from 'node:util';
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

  const writers = (...models: object[]) => ({ WRITER_MODELS: JSON.stringify(models) });
  const hosted = { url: 'https://models.example/v1', model: 'qwen-plus' };

  it('has no models that write until they are named, and names each after its model', () => {
    expect(loadConfig({}).WRITER_MODELS).toEqual([]);
    const { WRITER_MODELS } = loadConfig(writers(hosted, { onnx: 'decoder', for: 'simple', name: 'small' }));
    expect(WRITER_MODELS).toMatchObject([
      { name: 'qwen-plus', for: 'hard', ...hosted },
      { name: 'small', for: 'simple', onnx: 'decoder' },
    ]);
  });

  it('reads a key from the variable that is named, and shows it to nobody who does not ask for it', () => {
    const config = loadConfig({ ...writers({ ...hosted, key: 'SHOP_KEY' }), SHOP_KEY: 'sk-hush' });
    expect(config.WRITER_MODELS[0]?.key?.reveal()).toBe('sk-hush');
    expect(
      `${JSON.stringify(config)} ${inspect(config, { depth: 9 })} ${String(config.WRITER_MODELS[0]?.key)}`,
    ).not.toContain('hush');
  });

  it.each<[string, Record<string, string>]>([
    ['no JSON', { WRITER_MODELS: '[{hush' }],
    ['an empty list', writers()],
    ['neither an address nor a folder', writers({ model: 'hush' })],
    ['both', writers({ ...hosted, onnx: 'hush' })],
    ['an address without a model', writers({ url: 'https://hush.example/v1' })],
    ['a password in the address', writers({ ...hosted, url: 'https://me:hush@models.example' })],
    ['a key in place of its variable', writers({ ...hosted, key: 'sk-hush' })],
    ['a key that is not set', writers({ ...hosted, key: 'HUSH' })],
    ['two of one name', writers(hosted, hosted)],
    ['a word that is not known', writers({ ...hosted, temperature: 'hush' })],
  ])('refuses models that write with %s, and repeats no value', (_what, env) => {
    expect(() => loadConfig(env)).toThrow(/WRITER_MODELS/);
    expect(() => loadConfig(env)).not.toThrow(/hush/i);
  });

  it('reads the keys that encrypt, the current one first, and shows none of them', () => {
    const keys = [1, 2].map((fill) => Buffer.alloc(32, fill).toString('base64'));
    const config = loadConfig({ SECRETS_KEY: keys.join(', ') });
    expect(config.SECRETS_KEY?.map((key) => key.reveal())).toEqual(keys);
    expect(`${JSON.stringify(config)} ${inspect(config, { depth: 9 })}`).not.toContain('AQEBAQ');
  });

  it.each(['hush', 'AAAA', `${Buffer.alloc(32).toString('base64')},hush`, Buffer.alloc(31).toString('base64')])(
    'refuses %s as a key that encrypts, and says how one is made',
    (text) => {
      expect(() => loadConfig({ SECRETS_KEY: text })).toThrow(/32 bytes[\s\S]*randomBytes[\s\S]*SECRETS_KEY/);
      expect(() => loadConfig({ SECRETS_KEY: text })).not.toThrow(/hush/);
    },
  );

  it('refuses an embedding service whose address carries a password', () => {
    const attempt = () => loadConfig({ EMBEDDINGS_URL: 'http://me:hush@127.0.0.1:3100/v1' });
    expect(attempt).toThrow(/EMBEDDINGS_KEY[\s\S]*EMBEDDINGS_URL/);
    expect(attempt).not.toThrow(/hush/);
  });
});
