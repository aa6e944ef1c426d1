import { Workspaces1790000000000 } from './1790000000000-workspaces.js';
import { Outbox1790000000001 } from './1790000000001-outbox.js';
import { Policies1790000000010 } from './1790000000010-policies.js';
import { Conversations1790000000050 } from './1790000000050-conversations.js';

/** In the order they were made. Append; never edit one that has landed. */
export const migrations = [
  Workspaces1790000000000,
  Outbox1790000000001,
  Policies1790000000010,
  Conversations1790000000050,
];
