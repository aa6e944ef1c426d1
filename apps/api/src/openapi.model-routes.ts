import * as contracts from '@zhike/contracts';
import type { Route } from './openapi.document.js';

/** The part of the table for models that workspaces set up themselves. No answer holds a key. */
export const MODEL_ROUTES: Readonly<Record<string, Route>> = {
  'GET /api/admin/models': { does: 'The workspace’s own models, and who writes now', answer: contracts.OwnModels },
  'POST /api/admin/models': {
    does: 'A new model; it is asked after the others',
    body: contracts.AddOwnModel,
    status: 201,
    answer: contracts.OwnModel,
  },
  'PUT /api/admin/models/order': {
    does: 'The order in which models are asked',
    body: contracts.OrderOwnModels,
    answer: contracts.OwnModels,
  },
  'PATCH /api/admin/models/{id}': {
    does: 'Change a model; a new host wants its key anew',
    body: contracts.ChangeOwnModel,
    answer: contracts.OwnModel,
  },
  'DELETE /api/admin/models/{id}': { does: 'Remove a model and its key', status: 204 },
  'POST /api/admin/models/{id}/test': {
    does: 'One short prompt to a model: what came of it, and how long it took',
    answer: contracts.ModelTrial,
  },
};
