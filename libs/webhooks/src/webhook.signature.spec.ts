import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { newSecret, signMessage } from './webhook.signature.js';

const message = {
  id: 'd1',
  timestampSeconds: Math.floor(Date.now() / 1_000),
  body: '{"type":"answer.rated","text":"退换货 ✓"}',
};
const headersOf = (signature: string) => ({
  'webhook-id': message.id,
  'webhook-timestamp': String(message.timestampSeconds),
  'webhook-signature': signature,
});

describe('signMessage', () => {
  it('is accepted by the verifier of Standard Webhooks', () => {
    const secret = newSecret();
    const verified = new Webhook(secret).verify(message.body, headersOf(signMessage(secret, message)));
    expect(verified).toEqual(JSON.parse(message.body));
  });

  it.each([
    ['body', { ...message, body: message.body.replace('rated', 'faked') }],
    ['id', { ...message, id: 'd2' }],
    ['timestamp', { ...message, timestampSeconds: message.timestampSeconds - 1 }],
  ])('signs the %s: another one is not accepted', (_part, other) => {
    const secret = newSecret();
    const verify = () => new Webhook(secret).verify(message.body, headersOf(signMessage(secret, other)));
    expect(verify).toThrow('No matching signature');
  });

  it('is worth nothing under another secret', () => {
    const signature = signMessage(newSecret(), message);
    expect(() => new Webhook(newSecret()).verify(message.body, headersOf(signature))).toThrow('No matching signature');
  });

  it('makes secrets of 256 bits that never repeat', () => {
    const secret = newSecret();
    expect(Buffer.from(secret.replace(/^whsec_/, ''), 'base64')).toHaveLength(32);
    expect(newSecret()).not.toBe(secret);
  });
});
