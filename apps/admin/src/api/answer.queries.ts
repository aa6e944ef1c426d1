import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Health, TestAnswer, type TestQuestion, TurnSummary, TurnTrace } from '@zhike/contracts';
import { z } from 'zod';
import { ask } from './api.client.js';

const PAGE = 50;
export const HEALTH_EVERY_MS = 10_000;

export function useTestQuestion() {
  return useMutation({
    mutationFn: (body: TestQuestion) => ask(TestAnswer, 'test-questions', { method: 'POST', body }),
  });
}

/** Newest first; each further page holds what was asked before the last one shown. */
export function useTurns() {
  return useInfiniteQuery({
    queryKey: ['turns'],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE), ...(pageParam ? { before: pageParam } : {}) });
      return ask(z.array(TurnSummary), `turns?${query}`, { signal });
    },
    getNextPageParam: (page) => (page.length < PAGE ? undefined : page.at(-1)?.at),
  });
}

export function useTrace(turnId: string | undefined) {
  return useQuery({
    queryKey: ['trace', turnId],
    queryFn: ({ signal }) => ask(TurnTrace, `turns/${turnId ?? ''}/trace`, { signal }),
    enabled: turnId !== undefined,
  });
}

/** The whole console watches it: one request every ten seconds, however many look. */
export function useHealth() {
  return useQuery({
    queryKey: ['health'],
    queryFn: ({ signal }) => ask(Health, 'health', { signal }),
    refetchInterval: HEALTH_EVERY_MS,
    staleTime: HEALTH_EVERY_MS / 2,
    retry: false,
  });
}
