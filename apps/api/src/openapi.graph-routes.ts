import * as contracts from '@zhike/contracts';
import { GraphQueryString } from './admin/graph.controller.js';
import type { Route } from './openapi.document.js';

/** The graph search's part of the table. */
export const GRAPH_ROUTES: Readonly<Record<string, Route>> = {
  'GET /api/admin/graph': {
    does: 'What can be searched in the graph, with questions to begin with',
    query: GraphQueryString,
    answer: contracts.GraphSetting,
  },
  'POST /api/admin/graph/run': {
    does: 'The first rows of a search that only reads',
    body: contracts.RunGraphQuery,
    answer: contracts.GraphResult,
  },
  'POST /api/admin/graph/ask': {
    does: 'A search for a question in words, tried on examples before it is offered',
    body: contracts.AskGraph,
    answer: contracts.GraphOffer,
  },
};
