import { Secret, type SecretVault } from '@zhike/platform';
import type { KeptKey, OwnModelRow } from './own-model.store.js';

type Place = Pick<OwnModelRow, 'workspaceId' | 'id' | 'url'>;

/** Of a shorter key, four characters would tell too much. */
const LONG_ENOUGH_TO_SHOW = 12;

/** The host is part of it: a row that is pointed elsewhere does not open, so nobody can have a key sent to themselves. */
const placeOf = ({ workspaceId, id, url }: Place) => ['writer_models', workspaceId, id, hostOf(url)];

/** Scheme, host and port. */
export const hostOf = (url: string): string => new URL(url).origin;

export function sealKey(vault: SecretVault, key: string, place: Place, setAt: Date): KeptKey {
  const lastFour = key.length >= LONG_ENOUGH_TO_SHOW ? key.slice(-4) : null;
  return { ...vault.seal(new Secret(key), placeOf(place)), lastFour, setAt };
}

/** Undefined where the model is asked without one. Throws `secret-unreadable`. */
export function openKey(vault: SecretVault, row: OwnModelRow): Secret | undefined {
  return row.key ? vault.open(row.key, placeOf(row)) : undefined;
}

/** The same key under the key that seals now. */
export const sealAnew = (vault: SecretVault, row: OwnModelRow, key: Secret) => vault.seal(key, placeOf(row));
