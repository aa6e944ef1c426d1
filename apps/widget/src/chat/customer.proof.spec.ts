import { describe, expect, it } from 'vitest';
import { CustomerProof } from './customer.proof.js';

describe('CustomerProof', () => {
  it('is shown until it is refused, once told to the page, and another one is shown again', () => {
    let onPage: string | undefined = 'old';
    const told: string[] = [];
    const proof = new CustomerProof(
      () => onPage,
      (code) => void told.push(code),
    );
    expect(proof.token).toBe('old');
    expect(proof.isRefusedBy('identity-token-expired', 'old')).toBe(true);
    expect(proof.isRefusedBy('identity-token-expired', 'old')).toBe(true);
    expect([proof.token, told]).toEqual([undefined, ['identity-token-expired']]);
    onPage = 'new';
    expect(proof.token).toBe('new');
    onPage = undefined;
    expect(proof.token).toBeUndefined();
  });

  it('is not blamed for what has another reason, nor where none was shown', () => {
    const proof = new CustomerProof(
      () => 'token',
      () => undefined,
    );
    expect(proof.isRefusedBy('conversation-not-found', 'token')).toBe(false);
    expect(proof.isRefusedBy(undefined, 'token')).toBe(false);
    expect(proof.isRefusedBy('identity-token-invalid', undefined)).toBe(false);
    expect(proof.token).toBe('token');
  });
});
