import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { PasswordQueue } from './password.queue.js';

interface Cost {
  /** Logarithm of N: memory and work double with each step. */
  readonly ln: number;
  readonly r: number;
  readonly p: number;
}

/** What OWASP names first for scrypt: 128 MiB, and about 0.4 s of one core (measured). Stored with each hash, so it may rise later. */
const COST: Cost = { ln: 17, r: 8, p: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
/** Keeps a rush of logins from taking all memory, and leaves threads of the pool to files and name look-ups. */
const queue = new PasswordQueue(2);
const STORED = /^\$scrypt\$ln=(\d+),r=(\d+),p=(\d+)\$([\w-]+)\$([\w-]+)$/;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  return write(COST, salt, await derive(password, salt, COST, HASH_BYTES));
}

/** Where there is no stored hash it takes as long and says no: time must not tell who is a member. */
export async function isPassword(password: string, stored = NOBODYS_HASH): Promise<boolean> {
  const { cost, salt, hash } = read(stored);
  return timingSafeEqual(await derive(password, salt, cost, hash.length), hash);
}

/** Normalised: the same password from another keyboard or input method may be other code points. */
function derive(password: string, salt: Buffer, { ln, r, p }: Cost, length: number): Promise<Buffer> {
  const N = 2 ** ln;
  const options = { N, r, p, maxmem: 256 * N * r };
  return queue.run(
    () =>
      new Promise((resolve, reject) => {
        scrypt(password.normalize('NFKC'), salt, length, options, (error, key) =>
          error ? reject(error) : resolve(key),
        );
      }),
  );
}

function write({ ln, r, p }: Cost, salt: Buffer, hash: Buffer): string {
  return `$scrypt$ln=${ln},r=${r},p=${p}$${salt.toString('base64url')}$${hash.toString('base64url')}`;
}

function read(stored: string): { cost: Cost; salt: Buffer; hash: Buffer } {
  const [, ln, r, p, salt, hash] = STORED.exec(stored) ?? [];
  if (!salt || !hash) throw new Error('a stored password hash is in a form that is not known here');
  return {
    cost: { ln: Number(ln), r: Number(r), p: Number(p) },
    salt: Buffer.from(salt, 'base64url'),
    hash: Buffer.from(hash, 'base64url'),
  };
}

/** Drawn at random, so no password belongs to it. */
const NOBODYS_HASH = write(COST, randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
