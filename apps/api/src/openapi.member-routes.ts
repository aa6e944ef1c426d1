import * as contracts from '@zhike/contracts';
import { z } from 'zod';
import type { Route } from './openapi.document.js';

export const MEMBER_ROUTES: Readonly<Record<string, Route>> = {
  'POST /api/admin/entry/look': {
    does: 'Whom a link to a password is for',
    body: contracts.LookAtLink,
    answer: contracts.Entrance,
  },
  'POST /api/admin/entry': {
    does: 'Choose a password by a link, and be logged in',
    body: contracts.EnterByLink,
    answer: contracts.Me,
  },
  'POST /api/admin/account/password': {
    does: 'Change your own password; other sessions end',
    body: contracts.ChangePassword,
    status: 204,
  },
  'GET /api/admin/account/sessions': {
    does: 'Where you are logged in',
    answer: z.array(contracts.AccountSession),
  },
  'DELETE /api/admin/account/sessions': { does: 'End all your sessions but this one', status: 204 },
  'DELETE /api/admin/account/sessions/{id}': { does: 'End one of your sessions', status: 204 },
  'GET /api/admin/members': { does: 'Who works in the workspace', answer: z.array(contracts.WorkspaceMember) },
  'POST /api/admin/members': {
    does: 'A new member, with a link to choose a password by; shown once',
    body: contracts.InviteMember,
    status: 201,
    answer: contracts.MemberLink,
  },
  'POST /api/admin/members/{id}/link': {
    does: 'A new link for a member, in place of the former; shown once',
    status: 201,
    answer: contracts.MemberLink,
  },
  'PATCH /api/admin/members/{id}': {
    does: 'Change the role of a member',
    body: contracts.ChangeMember,
    answer: contracts.WorkspaceMember,
  },
  'POST /api/admin/members/{id}/log-out': { does: 'End all sessions of a member', status: 204 },
  'DELETE /api/admin/members/{id}': { does: 'Remove a member', status: 204 },
  'GET /api/admin/audit': {
    does: 'Who changed what, newest first',
    query: contracts.AuditQuery,
    answer: contracts.AuditPage,
  },
};
