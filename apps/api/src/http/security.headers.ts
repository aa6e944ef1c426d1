import { IDENTITY_HEADER } from '@zhike/contracts';
import type { Next, Request, Response } from './express.js';

/** The console's design system writes its styles into the page; scripts come from here alone. */
const CONTENT_SECURITY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Shops embed the widget from their own sites: its script and the chat API are open to every origin, without cookies. */
const isForEveryOrigin = (path: string) => path.startsWith('/api/chat/') || path.startsWith('/widget/');

export function securityHeaders(request: Request, response: Response, next: Next): void {
  response.setHeader('content-security-policy', CONTENT_SECURITY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('x-frame-options', 'DENY');
  response.setHeader('referrer-policy', 'strict-origin-when-cross-origin');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), payment=()');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  if (request.secure) response.setHeader('strict-transport-security', 'max-age=31536000');
  if (!isForEveryOrigin(request.path)) {
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    next();
    return;
  }
  response.setHeader('cross-origin-resource-policy', 'cross-origin');
  response.setHeader('access-control-allow-origin', '*');
  if (request.method !== 'OPTIONS') {
    next();
    return;
  }
  response.setHeader('access-control-allow-methods', 'GET');
  response.setHeader('access-control-allow-headers', `content-type, ${IDENTITY_HEADER}`);
  response.setHeader('access-control-max-age', '86400');
  response.status(204).end();
}

/** Nothing the API says may be kept by a cache unless it says so itself. */
export function apiCaching(request: Request, response: Response, next: Next): void {
  if (request.path.startsWith('/api/')) response.setHeader('cache-control', 'no-store');
  next();
}
