import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type CreatePolicy,
  type PolicyAction,
  PolicyDetail,
  type PolicyKind,
  PolicySummary,
  type SaveDraft,
  VersionDetail,
} from '@zhike/contracts';
import { z } from 'zod';
import { ask } from './api.client.js';

const POLICIES = ['policies'] as const;
const policyKey = (id: string) => ['policy', id] as const;
const versionKey = (id: string) => ['version', id] as const;

export interface PolicyFilter {
  readonly kind?: PolicyKind | undefined;
  readonly search?: string | undefined;
}

/** Earlier rows stay while a new search is under way, so that the list does not blink. */
export function usePolicies({ kind, search }: PolicyFilter) {
  const query = new URLSearchParams({ ...(kind ? { kind } : {}), ...(search ? { search } : {}) });
  return useQuery({
    queryKey: [...POLICIES, kind ?? '', search ?? ''],
    queryFn: ({ signal }) => ask(z.array(PolicySummary), `policies?${query}`, { signal }),
    placeholderData: (earlier) => earlier,
  });
}

export function usePolicy(id: string) {
  return useQuery({
    queryKey: policyKey(id),
    queryFn: ({ signal }) => ask(PolicyDetail, `policies/${id}`, { signal }),
  });
}

/** A catalogue's version is megabytes: it is read once and not again at every return to the window. */
export function useVersion(id: string | undefined) {
  return useQuery({
    queryKey: versionKey(id ?? ''),
    queryFn: ({ signal }) => readVersion(id ?? '', signal),
    enabled: id !== undefined,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
  });
}

const readVersion = (id: string, signal: AbortSignal) => ask(VersionDetail, `versions/${id}`, { signal });

/** What the server holds now, past anything remembered here. */
export function readStored(client: QueryClient, id: string): Promise<VersionDetail> {
  const queryFn = ({ signal }: { signal: AbortSignal }) => readVersion(id, signal);
  return client.fetchQuery({ queryKey: ['stored', id], queryFn, staleTime: 0, gcTime: 0 });
}

export function useCreatePolicy() {
  return useVersionChange((body: CreatePolicy) => ask(VersionDetail, 'policies', { method: 'POST', body }));
}

export function useOpenDraft(policyId: string) {
  return useVersionChange(() => ask(VersionDetail, `policies/${policyId}/drafts`, { method: 'POST', body: {} }));
}

export function useSaveDraft(versionId: string) {
  return useVersionChange((body: SaveDraft) => ask(VersionDetail, `versions/${versionId}`, { method: 'PUT', body }));
}

export function useTakeAction(versionId: string) {
  return useVersionChange((action: PolicyAction) =>
    ask(VersionDetail, `versions/${versionId}/actions`, { method: 'POST', body: { action } }),
  );
}

/** Each of these answers with the version as it is now; lists that show it are read again. */
function useVersionChange<Input>(mutationFn: (input: Input) => Promise<VersionDetail>) {
  const client = useQueryClient();
  return useMutation({ mutationFn, onSuccess: (version) => rememberVersion(client, version) });
}

/** Publishing one version changes the dates of others, so those are read again when they are next looked at. */
export function rememberVersion(client: QueryClient, version: VersionDetail): void {
  client.setQueryData(versionKey(version.id), version);
  void client.invalidateQueries({ queryKey: POLICIES });
  void client.invalidateQueries({ queryKey: policyKey(version.policyId) });
  void client.invalidateQueries({
    queryKey: ['version'],
    refetchType: 'none',
    predicate: ({ queryKey }) => queryKey[1] !== version.id,
  });
}

export const forgetPolicies = (client: QueryClient) => client.invalidateQueries({ queryKey: POLICIES });
