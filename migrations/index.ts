import { Workspaces1790000000000 } from './1790000000000-workspaces.js';
import { Outbox1790000000001 } from './1790000000001-outbox.js';
import { Policies1790000000010 } from './1790000000010-policies.js';
import { Identity1790000000020 } from './1790000000020-identity.js';
import { Graph1790000000030 } from './1790000000030-graph.js';
import { Webhooks1790000000040 } from './1790000000040-webhooks.js';
import { Conversations1790000000050 } from './1790000000050-conversations.js';
import { GraphSentences1790000000060 } from './1790000000060-graph-sentences.js';
import { Audiences1790000000070 } from './1790000000070-audiences.js';
import { CuratedAnswers1790000000080 } from './1790000000080-curated-answers.js';
import { Audit1790000000081 } from './1790000000081-audit.js';
import { GraphSharedVectors1790000000090 } from './1790000000090-graph-shared-vectors.js';
import { ContentStudio1790000000100 } from './1790000000100-content-studio.js';
import { ContentSafety1790000000110 } from './1790000000110-content-safety.js';
import { WriterModels1790000000120 } from './1790000000120-writer-models.js';
import { Accounts1790000000130 } from './1790000000130-accounts.js';

/** In the order they were made. Append; never edit one that has landed. */
export const migrations = [
  Workspaces1790000000000,
  Outbox1790000000001,
  Policies1790000000010,
  Identity1790000000020,
  Graph1790000000030,
  Webhooks1790000000040,
  Conversations1790000000050,
  GraphSentences1790000000060,
  Audiences1790000000070,
  CuratedAnswers1790000000080,
  Audit1790000000081,
  GraphSharedVectors1790000000090,
  ContentStudio1790000000100,
  ContentSafety1790000000110,
  WriterModels1790000000120,
  Accounts1790000000130,
];
