import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Secret } from './secret.js';
import { type SealedSecret, SecretVault } from './secret.vault.js';

const newKey = () => new Secret(randomBytes(32).toString('base64'));
const [old, current] = [newKey(), newKey()];
const vault = new SecretVault([current]);
const HUSH = new Secret('sk-hush-1234567890');
const PLACE = ['writer_models', 'w', 'm-1', 'https://models.example'];

describe('SecretVault', () => {
  it('gives back what it sealed, and shows nothing of it on the way', () => {
    const sealed = vault.seal(HUSH, PLACE);
    expect(JSON.stringify(sealed)).not.toContain('hush');
    expect(Buffer.from(sealed.text, 'base64').toString('latin1')).not.toContain('hush');
    expect(vault.open(sealed, PLACE).reveal()).toBe('sk-hush-1234567890');
  });

  it('seals the same secret differently each time', () => {
    expect(vault.seal(HUSH, PLACE).text).not.toBe(vault.seal(HUSH, PLACE).text);
  });

  it.each([
    ['of another workspace', ['writer_models', 'v', 'm-1', 'https://models.example']],
    ['of another row', ['writer_models', 'w', 'm-2', 'https://models.example']],
    ['of another address', ['writer_models', 'w', 'm-1', 'https://thief.example']],
    ['whose parts are cut otherwise', ['writer_models', 'w', 'm-1https://models.example']],
  ])('opens nothing in a place %s', (_which, place) => {
    const sealed = vault.seal(HUSH, PLACE);
    expect(() => vault.open(sealed, place)).toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
  });

  it('opens nothing that was altered, cut or made up', () => {
    const { keyId, text } = vault.seal(HUSH, PLACE);
    const bytes = Buffer.from(text, 'base64');
    for (const at of [0, 12, bytes.length - 1]) {
      const altered = Buffer.from(bytes);
      altered.writeUInt8(altered.readUInt8(at) ^ 1, at);
      expect(() => vault.open({ keyId, text: altered.toString('base64') }, PLACE)).toThrow(/cannot be read/);
    }
    for (const broken of [bytes.subarray(0, 20).toString('base64'), '', 'hush'])
      expect(() => vault.open({ keyId, text: broken }, PLACE)).toThrow(/cannot be read/);
  });

  it('changes keys: the first seals, all of them open, and an old one can go when all is sealed anew', () => {
    const before = new SecretVault([old]).seal(HUSH, PLACE);
    const both = new SecretVault([current, old]);
    expect(both.open(before, PLACE).reveal()).toBe(HUSH.reveal());
    const anew = both.seal(both.open(before, PLACE), PLACE);
    expect(anew.keyId).toBe(both.keyId);
    expect(vault.open(anew, PLACE).reveal()).toBe(HUSH.reveal());
    expect(vault.keyIds).not.toContain(before.keyId);
    expect(() => vault.open(before, PLACE)).toThrow(/another SECRETS_KEY/);
  });

  it('does not open under another key that claims its name', () => {
    const sealed: SealedSecret = { ...new SecretVault([old]).seal(HUSH, PLACE), keyId: vault.keyId ?? '' };
    expect(() => vault.open(sealed, PLACE)).toThrow(expect.objectContaining({ code: 'secret-unreadable' }));
  });

  it('seals nothing without a key, and says how one is made', () => {
    const empty = new SecretVault([]);
    expect(empty.canSeal).toBe(false);
    expect(() => empty.seal(HUSH, PLACE)).toThrow(/SECRETS_KEY[\s\S]*randomBytes\(32\)/);
    expect(() => empty.seal(HUSH, PLACE)).not.toThrow(/hush/);
  });
});
