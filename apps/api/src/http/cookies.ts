import type { Request, Response } from './express.js';

/**
 * Over https the name itself says where the cookie comes from: browsers take `__Host-` only from this very host, Secure and
 * for all paths, so that no neighbouring host can plant a session. Plain http (a machine of one's own) cannot have that.
 */
const cookieName = ({ secure }: Request) => (secure ? '__Host-zhike_session' : 'zhike_session');

export function readSession(request: Request): string | undefined {
  const wanted = cookieName(request);
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.split('=', 2);
    if (name?.trim() === wanted) return value?.trim() || undefined;
  }
  return undefined;
}

/** The server ends sessions, and prolongs those in use; the cookie only has to outlast them. */
const LIFETIME_SECONDS = 365 * 24 * 60 * 60;

/** Strict and HttpOnly: no script reads it and no other site sends it. Secure whenever the request came over https. */
export function writeSession(request: Request, response: Response, token: string, seconds = LIFETIME_SECONDS): void {
  const attributes = ['HttpOnly', 'SameSite=Strict', 'Path=/', `Max-Age=${seconds}`];
  if (request.secure) attributes.push('Secure');
  response.setHeader('set-cookie', `${cookieName(request)}=${token}; ${attributes.join('; ')}`);
}

export function clearSession(request: Request, response: Response): void {
  writeSession(request, response, '', 0);
}
