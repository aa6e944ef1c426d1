import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits that travel in a cookie. */
export const makeToken = () => randomBytes(32).toString('base64url');

/** How tokens and codes are stored. One fast round is enough for what was drawn at random; passwords need `hashPassword`. */
export const hashSecret = (secret: string) => createHash('sha256').update(secret).digest('hex');
