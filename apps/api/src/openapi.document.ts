import * as contracts from '@zhike/contracts';
import { z } from 'zod';
import { TurnsQuery } from './admin/answers.controller.js';
import { ClausesQuery, CuratedQuery } from './admin/curated.controller.js';
import { ImportFields } from './admin/imports.controller.js';
import { PolicyQuery } from './admin/policies.controller.js';
import { ChangeWebhookEndpoint } from './admin/webhooks.controller.js';
import { WelcomeQuery } from './chat/chat.controller.js';
import { SAFETY_ROUTES } from './openapi.safety-routes.js';
import { MEMBER_ROUTES } from './openapi.member-routes.js';
import { MODEL_ROUTES } from './openapi.model-routes.js';
import { GRAPH_ROUTES } from './openapi.graph-routes.js';
import { STUDIO_ROUTES } from './openapi.studio-routes.js';

/** One address as the document tells of it. */
export interface Route {
  readonly does: string;
  readonly body?: z.ZodType;
  /** Multipart with a `file` beside the body's fields. */
  readonly isUpload?: true;
  readonly query?: z.ZodObject;
  readonly status?: number;
  readonly answer?: z.ZodType;
}

const Problem = z.object({ code: z.string(), message: z.string(), details: z.unknown().optional() });

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /api/chat/{workspace}/welcome': {
    does: 'What the empty widget shows',
    query: WelcomeQuery,
    answer: contracts.Welcome,
  },
  'GET /api/chat/{workspace}/sources/{kind}/{id}': { does: 'What a citation stands on', answer: contracts.Source },
  'GET /api/admin/setup': { does: 'Whether the first owner is still to be made', answer: contracts.SetupState },
  'POST /api/admin/setup': {
    does: 'Make the first owner with the code printed at start',
    body: contracts.SetUpOwner,
    status: 201,
    answer: contracts.Me,
  },
  'POST /api/admin/login': { does: 'Begin a session', body: contracts.LogIn, answer: contracts.Me },
  'POST /api/admin/logout': { does: 'End the session', status: 204 },
  'GET /api/admin/me': { does: 'Who is logged in', answer: contracts.Me },
  'GET /api/admin/policies': {
    does: 'The policies of the workspace',
    query: PolicyQuery,
    answer: z.array(contracts.PolicySummary),
  },
  'POST /api/admin/policies': {
    does: 'A new policy with a first draft',
    body: contracts.CreatePolicy,
    status: 201,
    answer: contracts.VersionDetail,
  },
  'GET /api/admin/policies/{id}': { does: 'A policy and its versions', answer: contracts.PolicyDetail },
  'POST /api/admin/policies/{id}/drafts': {
    does: 'A new draft from the newest version',
    status: 201,
    answer: contracts.VersionDetail,
  },
  'GET /api/admin/versions/{id}': { does: 'A version with its clauses and facts', answer: contracts.VersionDetail },
  'PUT /api/admin/versions/{id}': {
    does: 'Replace the content of a draft',
    body: contracts.SaveDraft,
    answer: contracts.VersionDetail,
  },
  'POST /api/admin/versions/{id}/actions': {
    does: 'Submit, request changes, approve or publish',
    body: contracts.TakeAction,
    answer: contracts.VersionDetail,
  },
  'POST /api/admin/imports': {
    does: 'Import a file as drafts',
    body: ImportFields,
    isUpload: true,
    status: 201,
    answer: contracts.ImportReport,
  },
  'POST /api/admin/test-questions': {
    does: 'The answer a customer would get now, with its trace',
    body: contracts.TestQuestion,
    answer: contracts.TestAnswer,
  },
  'GET /api/admin/curated-answers': {
    does: 'Answers written by hand, newest change first',
    query: CuratedQuery,
    answer: z.array(contracts.CuratedAnswer),
  },
  'POST /api/admin/curated-answers': {
    does: 'A new curated answer, when its clauses prove it',
    body: contracts.SaveCuratedAnswer,
    status: 201,
    answer: contracts.CuratedAnswer,
  },
  'POST /api/admin/curated-answers/check': {
    does: 'Whether the clauses in force prove an answer',
    body: contracts.CheckCuratedAnswer,
    answer: contracts.CuratedCheck,
  },
  'GET /api/admin/curated-answers/{id}': { does: 'A curated answer', answer: contracts.CuratedAnswer },
  'PUT /api/admin/curated-answers/{id}': {
    does: 'Change a curated answer',
    body: contracts.ChangeCuratedAnswer,
    answer: contracts.CuratedAnswer,
  },
  'POST /api/admin/curated-answers/{id}/confirm': {
    does: 'It stands on its clauses as they are now',
    answer: contracts.CuratedAnswer,
  },
  'POST /api/admin/curated-answers/{id}/status': {
    does: 'Switch it on or off, remove it, or put it back',
    body: contracts.SetCuratedStatus,
    answer: contracts.CuratedAnswer,
  },
  'GET /api/admin/clauses-in-force': {
    does: 'Clauses a curated answer can name',
    query: ClausesQuery,
    answer: z.array(contracts.PickableClause),
  },
  'GET /api/admin/curated-settings': {
    does: 'How near in meaning a question must be',
    answer: contracts.CuratedSettings,
  },
  'PUT /api/admin/curated-settings': {
    does: 'Change how near in meaning a question must be',
    body: contracts.SaveCuratedSettings,
    answer: contracts.CuratedSettings,
  },
  ...MEMBER_ROUTES,
  ...STUDIO_ROUTES,
  ...SAFETY_ROUTES,
  ...MODEL_ROUTES,
  ...GRAPH_ROUTES,
  'GET /api/admin/audiences': { does: 'Groups of customers that versions are for', answer: z.array(z.string()) },
  'GET /api/admin/customer-secret': {
    does: 'Whether the shop can vouch for customers',
    answer: contracts.CustomerSecret,
  },
  'POST /api/admin/customer-secret': {
    does: 'A new secret in place of the former; shown once',
    status: 201,
    answer: contracts.CustomerSecret,
  },
  'DELETE /api/admin/customer-secret': { does: 'Remove the secret', status: 204 },
  'GET /api/admin/turns': {
    does: 'Recent turns, newest first',
    query: TurnsQuery,
    answer: z.array(contracts.TurnSummary),
  },
  'GET /api/admin/turns/{id}/trace': { does: 'Why a turn ended as it did', answer: contracts.TurnTrace },
  'GET /api/admin/health': { does: 'How the parts are', answer: contracts.Health },
  'GET /api/admin/webhooks': { does: 'Webhook endpoints', answer: z.array(contracts.WebhookEndpoint) },
  'POST /api/admin/webhooks': {
    does: 'A new endpoint; its secret is shown once',
    body: contracts.SaveWebhookEndpoint,
    status: 201,
    answer: contracts.WebhookEndpoint,
  },
  'PATCH /api/admin/webhooks/{id}': {
    does: 'Change an endpoint',
    body: ChangeWebhookEndpoint,
    answer: contracts.WebhookEndpoint,
  },
  'DELETE /api/admin/webhooks/{id}': { does: 'Remove an endpoint', status: 204 },
  'GET /api/admin/webhooks/{id}/deliveries': {
    does: 'Deliveries, newest first',
    answer: z.array(contracts.WebhookDelivery),
  },
  'POST /api/admin/deliveries/{id}/replay': {
    does: 'Send a delivery again',
    status: 202,
    answer: z.object({ ok: z.literal(true) }),
  },
  'GET /health/live': { does: 'The process is alive', answer: z.object({ state: z.string() }) },
  'GET /health/ready': {
    does: 'The process can take traffic',
    answer: z.object({ database: z.string(), graph: z.string(), embeddings: z.string() }),
  },
};

/** Describes the HTTP API from the contracts themselves, so that it cannot say anything else than they do. */
export function describeApi(): object {
  const paths: Record<string, Record<string, object>> = {};
  for (const [address, route] of Object.entries(ROUTES)) {
    const [method = '', path = ''] = address.split(' ');
    (paths[path] ??= {})[method.toLowerCase()] = describeRoute(path, method, route);
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Zhike', version: '0.1.0', license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    components: {
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'zhike_session',
          description: 'Over https it is called __Host-zhike_session.',
        },
      },
      schemas: { Problem: schemaOf(Problem, 'output') },
    },
    paths,
  };
}

/** Addresses of the table, for the test that compares it with the routes that are really there. */
export const describedRoutes = (): string[] => Object.keys(ROUTES);

function describeRoute(path: string, method: string, { does, body, isUpload, query, status, answer }: Route): object {
  const isAdmin = path.startsWith('/api/admin/');
  const isChanging = method !== 'GET';
  return {
    summary: does,
    ...(isAdmin ? { security: [{ session: [] }] } : {}),
    parameters: [
      ...namesIn(path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } })),
      ...(query ? describeQuery(query) : []),
      ...(isAdmin && isChanging
        ? [{ name: 'x-requested-with', in: 'header', required: true, schema: { const: 'zhike' } }]
        : []),
    ],
    ...(body ? { requestBody: { required: true, content: describeBody(body, isUpload) } } : {}),
    responses: {
      [status ?? 200]: {
        description: does,
        ...(answer ? { content: { 'application/json': { schema: schemaOf(answer, 'output') } } } : {}),
      },
      default: {
        description: 'A refusal: `code` is stable, `message` is for people',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
}

function describeBody(body: z.ZodType, isUpload: true | undefined): object {
  const schema = schemaOf(body, 'input');
  if (!isUpload) return { 'application/json': { schema } };
  const file = { type: 'object', required: ['file'], properties: { file: { type: 'string', format: 'binary' } } };
  return { 'multipart/form-data': { schema: { allOf: [file, schema] } } };
}

function describeQuery(query: z.ZodObject): object[] {
  return Object.entries(query.shape).map(([name, field]) => ({
    name,
    in: 'query',
    required: false,
    schema: schemaOf(field as z.ZodType, 'input'),
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema: _dialect, ...described } = z.toJSONSchema(schema, { io });
  return described;
}

const namesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
