export * from './chat-model.js';
export * from './conversation-ports.js';
export * from './embedder.js';
export * from './facts-in-force.js';
export * from './knowledge.js';
export * from './known-answers.js';
export * from './published-policies.js';
export * from './reranker.js';
