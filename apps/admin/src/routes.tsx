import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate } from 'react-router';
import { SessionGate } from './session/session.gate.js';
import { CrashPage } from './shell/crash.page.js';
import { MissingPage } from './shell/missing.page.js';
import { Opening } from './shared/opening.js';

type Load = () => Promise<ComponentType>;

/** Each page is a file of its own, fetched when it is first opened. */
const page = (load: Load) => ({ lazy: async () => ({ Component: await load() }) });
const policyPage = page(async () => (await import('./policy/policy.page.js')).PolicyPage);
const conversationsPage = page(async () => (await import('./conversations/conversations.page.js')).ConversationsPage);
const entryPage = page(async () => (await import('./session/entry.page.js')).EntryPage);
const curatedEditorPage = page(async () => (await import('./curated/curated.editor.page.js')).CuratedEditorPage);

export function makeRouter() {
  return createBrowserRouter(
    [
      { path: 'enter', errorElement: <CrashPage />, HydrateFallback: Opening, ...entryPage },
      {
        element: <SessionGate />,
        errorElement: <CrashPage />,
        HydrateFallback: Opening,
        children: [
          { index: true, element: <Navigate to="/policies" replace /> },
          { path: 'policies', ...page(async () => (await import('./policies/policies.page.js')).PoliciesPage) },
          { path: 'policies/:policyId', ...policyPage },
          { path: 'policies/:policyId/versions/:versionId', ...policyPage },
          { path: 'try', ...page(async () => (await import('./try/try.page.js')).TryPage) },
          { path: 'curated', ...page(async () => (await import('./curated/curated.page.js')).CuratedPage) },
          { path: 'curated/new', ...curatedEditorPage },
          { path: 'curated/:answerId', ...curatedEditorPage },
          { path: 'graph', ...page(async () => (await import('./graph/graph.page.js')).GraphPage) },
          { path: 'studio', ...page(async () => (await import('./studio/studio.page.js')).StudioPage) },
          { path: 'studio/new', ...page(async () => (await import('./studio/brief.form.page.js')).BriefFormPage) },
          { path: 'studio/:briefId', ...page(async () => (await import('./studio/brief.page.js')).BriefPage) },
          { path: 'safety', ...page(async () => (await import('./safety/safety.page.js')).SafetyPage) },
          { path: 'conversations', ...conversationsPage },
          { path: 'conversations/:turnId', ...conversationsPage },
          { path: 'customers', ...page(async () => (await import('./customers/customers.page.js')).CustomersPage) },
          { path: 'members', ...page(async () => (await import('./members/members.page.js')).MembersPage) },
          { path: 'members/log', ...page(async () => (await import('./audit/audit.page.js')).AuditPage) },
          { path: 'account', ...page(async () => (await import('./account/account.page.js')).AccountPage) },
          { path: 'webhooks', ...page(async () => (await import('./webhooks/webhooks.page.js')).WebhooksPage) },
          {
            path: 'webhooks/:endpointId',
            ...page(async () => (await import('./webhooks/endpoint.page.js')).EndpointPage),
          },
          { path: 'models', ...page(async () => (await import('./models/models.page.js')).ModelsPage) },
          { path: 'system', ...page(async () => (await import('./system/system.page.js')).SystemPage) },
          { path: '*', element: <MissingPage /> },
        ],
      },
    ],
    { basename: '/admin' },
  );
}
