import { useMutation, useQuery } from '@tanstack/react-query';
import { type LogIn, Me, SetupState, type SetUpOwner } from '@zhike/contracts';
import { ask, tell } from './api.client.js';
import { ApiError } from './api.error.js';

export const ME = ['me'] as const;

/** Who is logged in; `null` is nobody. */
export function useMe() {
  return useQuery({ queryKey: ME, queryFn: whoAmI, staleTime: Infinity });
}

async function whoAmI(): Promise<Me | null> {
  try {
    return await ask(Me, 'me');
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return null;
    throw error;
  }
}

export function useSetupState(isAsked: boolean) {
  return useQuery({ queryKey: ['setup'], queryFn: () => ask(SetupState, 'setup'), enabled: isAsked, staleTime: 0 });
}

export function useLogIn() {
  return useMutation({ mutationFn: (body: LogIn) => ask(Me, 'login', { method: 'POST', body }) });
}

export function useSetUpOwner() {
  return useMutation({ mutationFn: (body: SetUpOwner) => ask(Me, 'setup', { method: 'POST', body }) });
}

export function useLogOut() {
  return useMutation({ mutationFn: () => tell('logout', { method: 'POST' }) });
}
