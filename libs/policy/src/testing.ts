export { FakePolicyStore } from './policy.store.fake.js';
