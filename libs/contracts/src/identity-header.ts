/**
 * Header of `GET /api/chat/:workspace/…` that carries the customer's token. Never in an address: those are written down.
 * In a file of its own, so that the widget's bundle does not draw in the schemas.
 */
export const IDENTITY_HEADER = 'x-zhike-identity';
