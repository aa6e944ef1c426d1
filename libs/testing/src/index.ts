export { type AskedChat, type ChatScript, type PromptSource, sourcesIn, sourceWith } from './chat.script.js';
export { ChatServer } from './chat.server.js';
export { type LoopWatch, watchEventLoop } from './event.loop.js';
export { checkNeo4j, startNeo4j, type Neo4jServer } from './neo4j.server.js';
export { checkPostgres, startPostgres } from './postgres.server.js';
export type { TestServer } from './server.process.js';
export { describeWithService, type ServiceCheck } from './services.js';
export { openTestDatabase } from './test-database.js';
