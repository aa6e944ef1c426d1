import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { DomainError } from './errors.js';
import { isPublicAddress, literalAddress } from './public.address.js';

export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** As the operating system resolves, hosts file included: what is checked is what any other client would reach. */
const systemResolve: Resolve = (host) => lookup(host, { all: true });

export interface AddressRule {
  /** Loopback and private networks may be reached, too: for development, or for what stands beside the product. */
  readonly allowPrivate: boolean;
  /** What the URL is, as a refusal begins: “A webhook URL”. */
  readonly subject: string;
  /** The variable by which whoever runs the product allows private addresses. */
  readonly setting: string;
}

export class AddressError extends DomainError<'url-not-usable' | 'address-not-allowed'> {}

/**
 * Keeps what members may enter as an address from reaching what only this machine can reach. `check` says what can be said of
 * a URL before anyone connects and covers literal addresses; a name is checked where it is resolved, by `lookup`, and the
 * socket connects to what was checked. So a name that answers differently the next time (DNS rebinding) gains nothing.
 */
export class AddressGuard {
  constructor(
    private readonly rule: AddressRule,
    private readonly resolve: Resolve = systemResolve,
  ) {}

  /** Throws an `AddressError`, which repeats no more of the URL than its host. */
  check(text: string): URL {
    const { subject, allowPrivate } = this.rule;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url?.protocol !== 'http:' && url?.protocol !== 'https:')
      throw new AddressError('url-not-usable', `${subject} begins with http:// or https:// and names a host.`);
    if (url.username || url.password)
      throw new AddressError(
        'url-not-usable',
        `${subject} may not carry a user name or password: it is shown and logged.`,
      );
    if (!allowPrivate) this.refusePrivate(url);
    return url;
  }

  /** For a socket's `lookup`. Literal addresses never come here: `check` the URL before each connection. */
  readonly lookup: LookupFunction = (host, options, callback) => {
    this.allowed(host).then(
      ([first, ...others]) => {
        if (options.all) callback(null, [first, ...others]);
        else callback(null, first.address, first.family);
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, '', 0),
    );
  };

  private async allowed(host: string): Promise<readonly [LookupAddress, ...LookupAddress[]]> {
    const found = await this.resolve(host);
    const [first, ...others] = found.filter(({ address }) => this.rule.allowPrivate || isPublicAddress(address));
    if (!first) throw this.refusalOf(host);
    return [first, ...others];
  }

  private refusePrivate(url: URL): void {
    const address = literalAddress(url);
    if (address ? isPublicAddress(address) : !isLocalName(url.hostname)) return;
    throw this.refusalOf(url.hostname);
  }

  private refusalOf(host: string): AddressError {
    const { setting } = this.rule;
    return new AddressError(
      'address-not-allowed',
      `${host} is not on the public internet. Private addresses need ${setting}=1, which whoever runs the product sets.`,
    );
  }
}

const isLocalName = (host: string) => /(^|\.)localhost\.?$/.test(host);
