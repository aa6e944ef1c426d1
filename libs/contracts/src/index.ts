export * from './locale.js';
export * from './turn-events.js';
export * from './chat-socket.js';
export * from './policy-api.js';
export * from './identity-api.js';
export * from './webhook-events.js';
