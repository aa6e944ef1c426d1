import { AddressGuard, type Resolve } from '@zhike/platform';

export interface AddressOptions {
  readonly allowPrivate: boolean;
  readonly resolve?: Resolve;
}

/** Which addresses webhooks may be sent to. */
export const webhookGuard = ({ allowPrivate, resolve }: AddressOptions): AddressGuard =>
  new AddressGuard({ allowPrivate, subject: 'A webhook URL', setting: 'WEBHOOKS_ALLOW_PRIVATE' }, resolve);
