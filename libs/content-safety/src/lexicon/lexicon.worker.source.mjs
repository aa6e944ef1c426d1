// Starts the worker from its TypeScript source, in tests and while developing: a worker thread does not inherit the
// loader of its parent on every version of Node. The bundle starts lexicon.worker.js itself.
import { register } from 'tsx/esm/api';

register();
await import('./lexicon.worker.ts');
