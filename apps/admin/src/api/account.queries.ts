import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { AccountSession, type ChangePassword, Entrance, type EnterByLink, Me } from '@zhike/contracts';
import { z } from 'zod';
import { ask, tell } from './api.client.js';

const SESSIONS = ['account-sessions'] as const;

/** Where the member is logged in, this browser first. */
export function useSessions() {
  return useQuery({
    queryKey: SESSIONS,
    queryFn: ({ signal }) => ask(z.array(AccountSession), 'account/sessions', { signal }),
  });
}

/** Ends this session of the member, or all others. */
export function useEndSession() {
  return useThenSessions((id?: string) =>
    tell(id === undefined ? 'account/sessions' : `account/sessions/${id}`, { method: 'DELETE' }),
  );
}

export function useChangePassword() {
  return useThenSessions((body: ChangePassword) => tell('account/password', { method: 'POST', body }));
}

function useThenSessions<Input>(change: (input: Input) => Promise<void>) {
  const client = useQueryClient();
  // Also where it was refused: that a session has ended already is news about the list.
  return useMutation({ mutationFn: change, onSettled: () => client.invalidateQueries({ queryKey: SESSIONS }) });
}

/** Whom a link is for. */
export function useEntrance(code: string) {
  return useQuery({
    queryKey: ['entrance', code],
    queryFn: ({ signal }) => ask(Entrance, 'entry/look', { method: 'POST', body: { code }, signal }),
    enabled: code !== '',
    retry: false,
    staleTime: Infinity,
  });
}

export function useEnterByLink() {
  return useMutation({ mutationFn: (body: EnterByLink) => ask(Me, 'entry', { method: 'POST', body }) });
}
