import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type ChangeCuratedAnswer,
  CuratedAnswer,
  CuratedCheck,
  type CheckCuratedAnswer,
  CuratedSettings,
  type CuratedStatus,
  type Locale,
  PickableClause,
  type SaveCuratedAnswer,
  type SaveCuratedSettings,
} from '@zhike/contracts';
import { z } from 'zod';
import { ask } from './api.client.js';

const CURATED = ['curated'] as const;
/** Hits come by themselves while customers ask. */
const LOOK_EVERY_MS = 15_000;

export interface CuratedFilter {
  readonly search: string;
  readonly status: CuratedStatus | undefined;
}

export function useCuratedAnswers({ search, status }: CuratedFilter) {
  const query = new URLSearchParams({ ...(search ? { search } : {}), ...(status ? { status } : {}) });
  return useQuery({
    queryKey: [...CURATED, 'list', search, status ?? ''],
    queryFn: ({ signal }) => ask(z.array(CuratedAnswer), `curated-answers?${query}`, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: LOOK_EVERY_MS,
  });
}

export function useCuratedAnswer(id: string | undefined) {
  return useQuery({
    queryKey: [...CURATED, 'one', id],
    queryFn: ({ signal }) => ask(CuratedAnswer, `curated-answers/${id ?? ''}`, { signal }),
    enabled: id !== undefined,
  });
}

/** The answer as the server has it now takes the place of what was read, and lists are read again. */
function useChanging<Input>(change: (input: Input) => Promise<CuratedAnswer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (answer) => {
      client.setQueryData([...CURATED, 'one', answer.id], answer);
      return client.invalidateQueries({ queryKey: [...CURATED, 'list'] });
    },
  });
}

export function useSaveCurated(id: string | undefined) {
  return useChanging((body: SaveCuratedAnswer | ChangeCuratedAnswer) =>
    id === undefined
      ? ask(CuratedAnswer, 'curated-answers', { method: 'POST', body })
      : ask(CuratedAnswer, `curated-answers/${id}`, { method: 'PUT', body }),
  );
}

export function useSetCuratedStatus(id: string) {
  return useChanging((status: CuratedStatus) =>
    ask(CuratedAnswer, `curated-answers/${id}/status`, { method: 'POST', body: { status } }),
  );
}

export function useConfirmCurated(id: string) {
  return useChanging((_: void) => ask(CuratedAnswer, `curated-answers/${id}/confirm`, { method: 'POST', body: {} }));
}

/** Asked again whenever what is checked changes; what was checked before stays in view meanwhile. */
export function useCuratedCheck(draft: CheckCuratedAnswer | undefined) {
  return useQuery({
    queryKey: [...CURATED, 'check', draft],
    queryFn: ({ signal }) => ask(CuratedCheck, 'curated-answers/check', { method: 'POST', body: draft, signal }),
    enabled: draft !== undefined,
    placeholderData: keepPreviousData,
  });
}

export function usePickableClauses(locale: Locale, search: string) {
  const query = new URLSearchParams({ locale, ...(search ? { search } : {}) });
  return useQuery({
    queryKey: [...CURATED, 'clauses', locale, search],
    queryFn: ({ signal }) => ask(z.array(PickableClause), `clauses-in-force?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

const SETTINGS = [...CURATED, 'settings'];

export function useCuratedSettings() {
  return useQuery({
    queryKey: SETTINGS,
    queryFn: ({ signal }) => ask(CuratedSettings, 'curated-settings', { signal }),
  });
}

export function useSaveCuratedSettings() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveCuratedSettings) => ask(CuratedSettings, 'curated-settings', { method: 'PUT', body }),
    onSuccess: (settings) => client.setQueryData(SETTINGS, settings),
  });
}
