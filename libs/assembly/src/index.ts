export { assembleEmbedders } from './assemble-embedders.js';
export { assembleGuards } from './assemble-guards.js';
export { assembleProduct, type AssemblyOptions } from './assemble-product.js';
export type { Product, TurnReading } from './product.js';
export { findProductRoot } from './product-root.js';
export { maskForLog } from './personal.sight.js';
