import * as contracts from '@zhike/contracts';
import { z } from 'zod';
import type { Route } from './openapi.document.js';

const RULES: Readonly<Record<string, Route>> = {
  'GET /api/admin/safety': { does: 'How the safety filter stands', answer: contracts.SafetyOverview },
  'GET /api/admin/safety/rules': {
    does: 'The workspace’s own rules, newest first',
    answer: z.array(contracts.SafetyRule),
  },
  'GET /api/admin/safety/templates': { does: 'Rules ready to be taken on', answer: z.array(contracts.SafetyTemplate) },
  'POST /api/admin/safety/rules': {
    does: 'A new rule; in force when it is answered',
    body: contracts.CreateSafetyRule,
    status: 201,
    answer: contracts.SafetyRule,
  },
  'PUT /api/admin/safety/rules/{id}': {
    does: 'Change a rule',
    body: contracts.ChangeSafetyRule,
    answer: contracts.SafetyRule,
  },
  'POST /api/admin/safety/rules/{id}/mode': {
    does: 'Put a rule in force, in shadow, or off',
    body: contracts.SetSafetyMode,
    answer: contracts.SafetyRule,
  },
  'DELETE /api/admin/safety/rules/{id}': { does: 'Delete a rule; its past hits stay', status: 204 },
  'POST /api/admin/safety/lists/preview': {
    does: 'What a file of words holds; nothing is stored',
    body: contracts.ListDefaults,
    isUpload: true,
    answer: contracts.ListPreview,
  },
  'POST /api/admin/safety/lists': {
    does: 'A rule of the words of a file, refused as a whole for a bad line',
    body: contracts.ImportList,
    isUpload: true,
    status: 201,
    answer: contracts.SafetyRule,
  },
  'PUT /api/admin/safety/rules/{id}/list': {
    does: 'Other words in place of a list’s',
    body: contracts.ReplaceList,
    isUpload: true,
    answer: contracts.SafetyRule,
  },
  'POST /api/admin/safety/projection': {
    does: 'What a rule would have done to the last seven days',
    body: contracts.ProjectSafetyRule,
    answer: contracts.SafetyProjection,
  },
  'POST /api/admin/safety/try': {
    does: 'What the rules in force would do to a text',
    body: contracts.TrySafety,
    answer: contracts.SafetyTrial,
  },
  'GET /api/admin/safety/figures': {
    does: 'Hits by rule and day',
    query: contracts.SafetyFiguresQuery,
    answer: contracts.SafetyFigures,
  },
};

/** The safety filter's part of the table. */
export const SAFETY_ROUTES: Readonly<Record<string, Route>> = {
  ...RULES,
  'GET /api/admin/safety/events': {
    does: 'Texts that rules were found in, newest first',
    query: contracts.SafetyEventsQuery,
    answer: contracts.SafetyEventPage,
  },
  'POST /api/admin/safety/events/{id}/reveal': {
    does: 'The text as it was written; that it was read is audited',
    answer: contracts.SafetyEventText,
  },
  'POST /api/admin/safety/events/{id}/review': {
    does: 'Say whether rules were right about a text',
    body: contracts.ReviewSafetyEvent,
    answer: contracts.SafetyEvent,
  },
  'POST /api/admin/safety/events/{id}/reopen': { does: 'Undo a review', answer: contracts.SafetyEvent },
  'GET /api/admin/safety/allowances': {
    does: 'Words that no rule stops here',
    answer: z.array(contracts.Allowance),
  },
  'POST /api/admin/safety/allowances': {
    does: 'Allow a word',
    body: contracts.AddAllowance,
    status: 201,
    answer: contracts.Allowance,
  },
  'DELETE /api/admin/safety/allowances/{id}': { does: 'No longer allow a word', status: 204 },
  'GET /api/admin/safety/examples': {
    does: 'Training examples, newest first',
    answer: z.array(contracts.SafetyExample),
  },
  'GET /api/admin/safety/examples/export': { does: 'All training examples as JSONL', answer: z.string() },
  'DELETE /api/admin/safety/examples/{id}': { does: 'Remove a training example', status: 204 },
};
