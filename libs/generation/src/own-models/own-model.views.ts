import type { OwnModel } from '@zhike/contracts';
import type { OwnModelRow } from './own-model.store.js';

/** What is known of a model beside its row. */
export interface OwnModelStanding {
  readonly isKeyReadable: boolean;
  readonly isResting: boolean;
}

/** As members see it: of the key only its end. */
export function showOwnModel(row: OwnModelRow, { isKeyReadable, isResting }: OwnModelStanding): OwnModel {
  const { id, name, size, url, model, price, timeoutsMs, key, updatedBy, updatedAt } = row;
  const state = key && !isKeyReadable ? 'key-unreadable' : isResting ? 'resting' : 'ready';
  return {
    ...{ id, name, size, url, model, timeoutsMs, state, updatedBy },
    ...(price ? { price } : {}),
    ...(key ? { key: showKey(key, isKeyReadable) } : {}),
    updatedAt: updatedAt.toISOString(),
  };
}

function showKey({ lastFour, setAt }: NonNullable<OwnModelRow['key']>, isReadable: boolean) {
  return { ...(lastFour === null ? {} : { lastFour }), setAt: setAt.toISOString(), isReadable };
}
