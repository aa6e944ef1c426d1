import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import { DomainError } from './errors.js';
import { Secret } from './secret.js';

/** `secrets-key-missing`: nothing can be sealed. `secret-unreadable`: sealed under a key that is not here, or in another place. */
export class VaultError extends DomainError<'secrets-key-missing' | 'secret-unreadable'> {}

/** A secret as it may be stored: useless without the key, and useless in any other place. */
export interface SealedSecret {
  /** Names the key it was sealed under; tells nothing of it. */
  readonly keyId: string;
  /** Initialisation vector, tag and cipher text, in base64. */
  readonly text: string;
}

/** Makes a key; the console and the operations guide name the same command. */
export const KEY_COMMAND = `node -p "crypto.randomBytes(32).toString('base64')"`;
export const KEY_BYTES = 32;

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface VaultKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/**
 * Seals secrets that are stored (AES-256-GCM). The first key seals, all of them open: so a key is changed by putting a new one
 * before it, sealing anew what is there, and taking the old one away. What is sealed is bound to a place, such as a workspace,
 * a row and an address: moved to another place it does not open.
 */
export class SecretVault {
  private readonly keys: readonly VaultKey[];

  /** Each of 32 bytes in base64, the current one first. */
  constructor(keys: readonly Secret[]) {
    this.keys = keys.map((key) => keyOf(key.reveal()));
  }

  get canSeal(): boolean {
    return this.keys.length > 0;
  }

  /** Of the key that seals; what was sealed under another one is to be sealed anew. */
  get keyId(): string | undefined {
    return this.keys[0]?.id;
  }

  /** Of all keys that open. */
  get keyIds(): readonly string[] {
    return this.keys.map(({ id }) => id);
  }

  /** Throws `secrets-key-missing`, with what to do. */
  seal(secret: Secret, place: readonly string[]): SealedSecret {
    const [key] = this.keys;
    if (!key)
      throw new VaultError(
        'secrets-key-missing',
        `Keys are stored encrypted, and SECRETS_KEY is not set. Make one with ${KEY_COMMAND}, set it and start again.`,
      );
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, key.bytes, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(placeOf(place));
    const sealed = Buffer.concat([cipher.update(secret.reveal(), 'utf8'), cipher.final()]);
    return { keyId: key.id, text: Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64') };
  }

  /** Throws `secret-unreadable`, and tells nothing of what is inside. */
  open({ keyId, text }: SealedSecret, place: readonly string[]): Secret {
    const key = this.keys.find(({ id }) => id === keyId);
    if (!key) throw unreadable(`it was stored under another SECRETS_KEY (${keyId})`);
    try {
      const bytes = Buffer.from(text, 'base64');
      const decipher = createDecipheriv(CIPHER, key.bytes, bytes.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES });
      decipher.setAAD(placeOf(place));
      decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
      const opened = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]);
      return new Secret(opened.toString('utf8'));
    } catch {
      throw unreadable('it was altered, or sealed for another place');
    }
  }
}

function keyOf(text: string): VaultKey {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length !== KEY_BYTES) throw new RangeError(`a key has ${KEY_BYTES} bytes in base64`);
  const id = createHash('sha256').update('zhike secrets key').update(bytes).digest('hex').slice(0, 8);
  return { id, bytes };
}

/** No two places are written alike, whatever their parts hold. */
const placeOf = (place: readonly string[]) => Buffer.from(JSON.stringify(place), 'utf8');

const unreadable = (because: string) =>
  new VaultError(
    'secret-unreadable',
    `The stored key cannot be read: ${because}. Set the SECRETS_KEY of then, or enter it anew.`,
  );
