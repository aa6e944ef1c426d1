import { describe, expect, it } from 'vitest';
import { AddressGuard, type Resolve } from './address.guard.js';
import { isPublicAddress } from './public.address.js';

const guard = (allowPrivate: boolean, resolve?: Resolve) =>
  new AddressGuard({ allowPrivate, subject: 'A URL', setting: 'ALLOW_PRIVATE' }, resolve);
const checkUrl = (text: string, allowPrivate: boolean) => guard(allowPrivate).check(text);

describe('isPublicAddress', () => {
  it.each(['1.1.1.1', '93.184.215.14', '172.32.0.1', '2606:4700:4700::1111', '2a00:1450:4001:80b::200e'])(
    'lets %s pass',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['0.0.0.0', 'this host'],
    ['127.0.0.1', 'loopback'],
    ['127.8.8.8', 'loopback'],
    ['10.1.2.3', 'private'],
    ['172.16.0.1', 'private'],
    ['192.168.1.1', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.100.100.200', 'metadata of Alibaba Cloud'],
    ['169.254.169.254', 'link-local and metadata'],
    ['168.63.129.16', 'metadata of Azure'],
    ['192.0.0.192', 'metadata of Oracle Cloud'],
    ['198.18.0.1', 'benchmarks'],
    ['203.0.113.5', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::7f00:1', 'IPv4-compatible loopback'],
    ['::ffff:127.0.0.1', 'IPv4-mapped loopback'],
    ['::ffff:8.8.8.8', 'IPv4-mapped'],
    ['2002:7f00:1::', '6to4'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::a00:1', 'local NAT64'],
    ['2001:0:1::1', 'Teredo'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local with a zone'],
    ['fec0::1', 'site-local'],
    ['fc00::1', 'unique local'],
    ['fd00:ec2::254', 'metadata of AWS'],
    ['ff02::1', 'multicast'],
    ['4000::1', 'not given out'],
    ['example.com', 'no address at all'],
    ['', 'nothing'],
  ])('refuses %s (%s)', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });
});

describe('a checked URL', () => {
  it.each([
    'https://crm.example.com/hooks?key=1',
    'http://crm.example.com:8080/',
    'https://8.8.8.8/',
    'https://[2606:4700::1]/',
  ])('accepts %s', (url) => {
    expect(checkUrl(url, false).href).toContain('://');
  });

  it.each([
    'http://localhost:3000/',
    'http://LOCALHOST./',
    'http://shop.localhost/',
    'http://127.0.0.1/',
    'http://127.0.0.1./',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://017700000001/',
    'http://①②⑦.0.0.1/',
    'http://[::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://[fd00::1]:8080/',
    'http://169.254.169.254/latest/meta-data/',
  ])('refuses %s unless private addresses are allowed', (url) => {
    expect(() => checkUrl(url, false)).toThrow(expect.objectContaining({ code: 'address-not-allowed' }));
    expect(() => checkUrl(url, true)).not.toThrow();
  });

  it.each([
    'https://member:hush@crm.example.com/',
    'https://member@crm.example.com/',
    'https://:hush@crm.example.com/',
  ])('refuses credentials, also where private addresses are allowed: %s', (url) => {
    for (const allowPrivate of [true, false]) {
      expect(() => checkUrl(url, allowPrivate)).toThrow(/user name or password/);
      expect(() => checkUrl(url, allowPrivate)).not.toThrow(/hush/);
    }
  });

  it.each(['ftp://crm.example.com/', 'file:///etc/passwd', 'javascript:alert(1)', 'crm.example.com', 'http://', ''])(
    'refuses what is not http: %s',
    (url) => {
      expect(() => checkUrl(url, true)).toThrow(expect.objectContaining({ code: 'url-not-usable' }));
    },
  );
});

describe('the lookup of a guarded socket', () => {
  const resolving =
    (...addresses: string[]): Resolve =>
    async () =>
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
  const look = (resolve: Resolve, all: boolean, allowPrivate = false) =>
    new Promise((found, refused) =>
      guard(allowPrivate, resolve).lookup('crm.example.com', { all }, (error, address, family) =>
        error ? refused(error) : found(all ? address : [address, family]),
      ),
    );

  it('hands the socket the public addresses of a name and no other', async () => {
    const mixed = resolving('10.0.0.1', '1.1.1.1', '64:ff9b::a00:1');
    expect(await look(mixed, true)).toEqual([{ address: '1.1.1.1', family: 4 }]);
    expect(await look(mixed, false)).toEqual(['1.1.1.1', 4]);
    expect(await look(mixed, false, true)).toEqual(['10.0.0.1', 4]);
  });

  it('refuses a name that has none, and says which setting allows private ones', async () => {
    const refusal = expect.objectContaining({
      code: 'address-not-allowed',
      message: expect.stringContaining('ALLOW_PRIVATE=1'),
    });
    await expect(look(resolving('10.0.0.1', '::1'), true)).rejects.toEqual(refusal);
    await expect(look(resolving(), false)).rejects.toEqual(refusal);
  });

  it('passes on why a name cannot be resolved', async () => {
    const unknown = Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND' });
    await expect(look(() => Promise.reject(unknown), true)).rejects.toBe(unknown);
  });
});
