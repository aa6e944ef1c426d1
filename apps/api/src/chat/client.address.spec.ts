import { describe, expect, it } from 'vitest';
import { addressOf } from './client.address.js';

const handshake = (forwarded?: string | string[]) => ({
  address: '10.0.0.1',
  headers: forwarded === undefined ? {} : { 'x-forwarded-for': forwarded as string },
});

describe('the address of whoever chats', () => {
  it('is that of the connection, whatever the client writes, where no proxy of ours stands before it', () => {
    expect(addressOf(handshake('203.0.113.9'), false)).toBe('10.0.0.1');
  });

  it('is what our proxy has written last, not what the client wrote before it', () => {
    expect(addressOf(handshake('1.1.1.1, 203.0.113.9'), true)).toBe('203.0.113.9');
    expect(addressOf(handshake(['1.1.1.1', '203.0.113.9']), true)).toBe('203.0.113.9');
  });

  it('is that of the connection where the proxy wrote nothing', () => {
    for (const forwarded of [undefined, '', ' , ']) expect(addressOf(handshake(forwarded), true)).toBe('10.0.0.1');
  });
});
