/** Under this the product's rooms are handed to controllers. Injected by name: no compiler has to keep types for it. */
export const PRODUCT = Symbol('product');
