import { describe, expect, it } from 'vitest';
import { loginKey, networkOf } from './login.key.js';
import { foldEmail } from './member.email.js';
import { hashPassword, isPassword } from './password.hash.js';
import { foldSetupCode, makeSetupCode } from './setup.code.js';
import { slugOf } from './workspace.slug.js';

describe('a password', () => {
  it('is stored with its own salt and the cost it was hashed at', async () => {
    const [one, two] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);
    expect(one).toMatch(/^\$scrypt\$ln=17,r=8,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    expect(await isPassword('correct horse', one)).toBe(true);
    expect(await isPassword('correct horsf', one)).toBe(false);
  });

  it('is checked at the cost it was stored with, so that a later cost keeps nobody out', async () => {
    // scrypt('correct horse', 'sixteen bytes ok', N=1024, r=8, p=2), made apart from this code
    const cheap = '$scrypt$ln=10,r=8,p=2$c2l4dGVlbiBieXRlcyBvaw$7NPIGB2-t3HkUN3Q3ShuKa4PPg-RS5zKUFMS6HhvrHc';
    expect(await isPassword('correct horse', cheap)).toBe(true);
    expect(await isPassword('correct hors', cheap)).toBe(false);
  });

  it('is the same from every input method', async () => {
    expect(await isPassword('ｃａｆｅ\u0301 店', await hashPassword('caf\u00e9 店'))).toBe(true);
  });

  it('belongs to nobody where there is no member', async () => {
    expect(await isPassword('correct horse')).toBe(false);
  });

  it('in an unknown form is a fault and lets nobody in', async () => {
    await expect(isPassword('x', 'x')).rejects.toThrow(/form that is not known/);
  });
});

describe('a setup code', () => {
  it('is random and easy to read from a terminal', () => {
    const codes = Array.from({ length: 200 }, makeSetupCode);
    expect(new Set(codes).size).toBe(200);
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  });

  it('is understood in small and full-width letters, without dashes, and with O, I and L for 0 and 1', () => {
    expect(foldSetupCode(' ab0１ cdＥf-oilz\n')).toBe('AB01CDEF011Z');
    const code = makeSetupCode();
    expect(foldSetupCode(code.toLowerCase().replaceAll('-', ''))).toBe(foldSetupCode(code));
  });
});

describe('an e-mail', () => {
  it('is one address however it is typed', () => {
    for (const typed of ['ana@example.com', ' Ana@Example.COM ', 'ａｎａ＠example.com', 'ana\u200b@example.com\0'])
      expect(foldEmail(typed)).toBe('ana@example.com');
  });
});

describe('failed logins', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['', ''],
    ['not an address', 'not an address'],
  ])('from %s are counted for %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  it('are counted by account and network together', () => {
    const key = loginKey('Ana@example.com', '2001:db8:1:2::1');
    expect(loginKey('ana@example.com', '2001:db8:1:2:ffff::2')).toBe(key);
    expect(loginKey('bo@example.com', '2001:db8:1:2::1')).not.toBe(key);
    expect(loginKey('ana@example.com', '2001:db8:1:3::1')).not.toBe(key);
  });
});

describe('a slug', () => {
  it.each([
    ['小店', 'shop'],
    ['Café Zoë 茶', 'cafe-zoe'],
    ['  Ana’s Tea & Co. ', 'ana-s-tea-co'],
    ['Ｔｅａ　店！', 'tea'],
    ['!!!', 'shop'],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('leaves room for a number within 64 characters', () => {
    expect(slugOf('a'.repeat(100))).toBe('a'.repeat(56));
    expect(slugOf(`${'a'.repeat(55)} b`)).toBe('a'.repeat(55));
  });
});
