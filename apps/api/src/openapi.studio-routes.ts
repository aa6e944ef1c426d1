import * as contracts from '@zhike/contracts';
import { z } from 'zod';
import { BriefsQuery, FactsQuery, ProductsQuery } from './admin/studio.controller.js';
import type { Route } from './openapi.document.js';

/** The content studio's part of the table. */
export const STUDIO_ROUTES: Readonly<Record<string, Route>> = {
  'GET /api/admin/studio': {
    does: 'Which writer of copy there is, and which catalogues',
    answer: contracts.StudioSetting,
  },
  'GET /api/admin/studio/products': {
    does: 'Products that copy can be written about',
    query: ProductsQuery,
    answer: z.array(contracts.StudioProduct),
  },
  'GET /api/admin/studio/facts': {
    does: 'Facts in force about a product',
    query: FactsQuery,
    answer: z.array(contracts.StudioFact),
  },
  'GET /api/admin/studio/briefs': {
    does: 'Briefs, newest first',
    query: BriefsQuery,
    answer: z.array(contracts.BriefSummary),
  },
  'POST /api/admin/studio/briefs': {
    does: 'A new brief; its drafts are written meanwhile',
    body: contracts.StartBrief,
    status: 201,
    answer: contracts.BriefDetail,
  },
  'GET /api/admin/studio/briefs/{id}': {
    does: 'A brief and its drafts, held against the facts in force',
    answer: contracts.BriefDetail,
  },
  'POST /api/admin/studio/briefs/{id}/stop': {
    does: 'End what is still to be written',
    answer: contracts.BriefDetail,
  },
  'POST /api/admin/studio/check': {
    does: 'What facts and rules say to a text',
    body: contracts.CheckCopy,
    answer: contracts.CopyCheck,
  },
  'PUT /api/admin/studio/drafts/{id}': {
    does: 'Change a draft’s text',
    body: contracts.EditCopy,
    answer: contracts.CopyDraft,
  },
  'GET /api/admin/studio/drafts/{id}/states': {
    does: 'All states of a text, newest first',
    answer: z.array(contracts.CopyState),
  },
  'POST /api/admin/studio/drafts/{id}/restore': {
    does: 'Put an earlier state back',
    body: contracts.RestoreCopy,
    answer: contracts.CopyDraft,
  },
  'POST /api/admin/studio/drafts/{id}/regenerate': {
    does: 'Have a draft written anew',
    body: contracts.RegenerateCopy,
    status: 202,
    answer: contracts.CopyDraft,
  },
  'POST /api/admin/studio/drafts/{id}/review': {
    does: 'Approve or reject a draft',
    body: contracts.ReviewCopy,
    answer: contracts.CopyDraft,
  },
  'GET /api/admin/studio/phrases': {
    does: 'What this shop itself bans from copy',
    answer: z.array(contracts.BannedPhrase),
  },
  'POST /api/admin/studio/phrases': {
    does: 'Ban a phrase',
    body: contracts.SaveBannedPhrase,
    status: 201,
    answer: contracts.BannedPhrase,
  },
  'DELETE /api/admin/studio/phrases/{id}': { does: 'Allow a phrase again', status: 204 },
};
