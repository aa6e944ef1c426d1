import type { Visit } from '@zhike/identity';
import type { Request } from '../http/express.js';

export const visitOf = ({ ip, headers }: Request): Visit => ({ address: ip ?? '', agent: headers['user-agent'] ?? '' });
