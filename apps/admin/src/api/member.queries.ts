import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AuditPage, type ChangeMember, type InviteMember, MemberLink, WorkspaceMember } from '@zhike/contracts';
import { z } from 'zod';
import { ask, tell } from './api.client.js';

const MEMBERS = ['members'] as const;

export function useMembers() {
  return useQuery({
    queryKey: MEMBERS,
    queryFn: ({ signal }) => ask(z.array(WorkspaceMember), 'members', { signal }),
  });
}

export function useInviteMember() {
  return useThenMembers((body: InviteMember) => ask(MemberLink, 'members', { method: 'POST', body }));
}

export function useRenewLink() {
  return useThenMembers((id: string) => ask(MemberLink, `members/${id}/link`, { method: 'POST', body: {} }));
}

export function useChangeMember() {
  return useThenMembers(({ id, ...body }: ChangeMember & { readonly id: string }) =>
    ask(WorkspaceMember, `members/${id}`, { method: 'PATCH', body }),
  );
}

export function useLogMemberOut() {
  return useThenMembers((id: string) => tell(`members/${id}/log-out`, { method: 'POST', body: {} }));
}

export function useRemoveMember() {
  return useThenMembers((id: string) => tell(`members/${id}`, { method: 'DELETE' }));
}

function useThenMembers<Input, Answer>(change: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: MEMBERS }) });
}

export interface AuditChoice {
  readonly member: string;
  readonly about: string;
}

/** Newest first; each further page goes on where the one before ended. */
export function useAudit(choice: AuditChoice) {
  return useInfiniteQuery({
    queryKey: ['audit', choice],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = Object.entries({ ...choice, cursor: pageParam }).filter(([, value]) => value);
      return ask(AuditPage, `audit?${new URLSearchParams(asked)}`, { signal });
    },
    getNextPageParam: (page) => page.next,
  });
}
