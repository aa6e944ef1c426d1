export { describeWithService, type ServiceCheck } from './services.js';
export { openTestDatabase } from './test-database.js';
