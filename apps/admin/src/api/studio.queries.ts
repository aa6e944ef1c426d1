import { keepPreviousData, type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  BannedPhrase,
  BriefDetail,
  BriefSummary,
  type CheckCopy,
  CopyCheck,
  CopyDraft,
  CopyState,
  type EditCopy,
  type Locale,
  type RegenerateCopy,
  type RestoreCopy,
  type ReviewCopy,
  type SaveBannedPhrase,
  type StartBrief,
  StudioFact,
  StudioProduct,
  StudioSetting,
} from '@zhike/contracts';
import { z } from 'zod';
import { ask, tell } from './api.client.js';

const STUDIO = ['studio'] as const;
/** While the server writes, the page looks so often; else nothing comes by itself. */
const WRITING_EVERY_MS = 1_000;
const MOST_BRIEFS = 100;

export function useStudioSetting() {
  return useQuery({
    queryKey: [...STUDIO, 'setting'],
    queryFn: ({ signal }) => ask(StudioSetting, 'studio', { signal }),
  });
}

export function useBriefs() {
  return useQuery({
    queryKey: [...STUDIO, 'briefs'],
    queryFn: ({ signal }) => ask(z.array(BriefSummary), `studio/briefs?limit=${MOST_BRIEFS}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.some(({ counts }) => counts.underway) ? WRITING_EVERY_MS : false),
  });
}

const briefKey = (id: string) => [...STUDIO, 'brief', id];

export function useBrief(id: string) {
  return useQuery({
    queryKey: briefKey(id),
    queryFn: ({ signal }) => ask(BriefDetail, `studio/briefs/${id}`, { signal }),
    refetchInterval: ({ state }) => (state.data?.counts.underway ? WRITING_EVERY_MS : false),
  });
}

export function useStudioProducts(locale: Locale, search: string) {
  const query = new URLSearchParams({ locale, ...(search ? { search } : {}) });
  return useQuery({
    queryKey: [...STUDIO, 'products', locale, search],
    queryFn: ({ signal }) => ask(z.array(StudioProduct), `studio/products?${query}`, { signal }),
    placeholderData: keepPreviousData,
  });
}

export function useStudioFacts(locale: Locale, product: string) {
  const query = new URLSearchParams({ locale, product });
  return useQuery({
    queryKey: [...STUDIO, 'facts', locale, product],
    queryFn: ({ signal }) => ask(z.array(StudioFact), `studio/facts?${query}`, { signal }),
    enabled: product !== '',
  });
}

export function useStartBrief() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: StartBrief) => ask(BriefDetail, 'studio/briefs', { method: 'POST', body }),
    onSuccess: (brief) => rememberBrief(client, brief),
  });
}

export function useStopBrief(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask(BriefDetail, `studio/briefs/${id}/stop`, { method: 'POST', body: {} }),
    onSuccess: (brief) => rememberBrief(client, brief),
  });
}

function rememberBrief(client: QueryClient, brief: BriefDetail): Promise<void> {
  client.setQueryData(briefKey(brief.id), brief);
  return client.invalidateQueries({ queryKey: [...STUDIO, 'briefs'] });
}

/** Each answers with the draft as it is now; its brief, its history and the list are read again. */
function useDraftChange<Input>({ briefId }: Pick<CopyDraft, 'briefId'>, change: (input: Input) => Promise<CopyDraft>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (draft) => {
      client.setQueryData<BriefDetail>(briefKey(briefId), (brief) => brief && withDraft(brief, draft));
      await client.invalidateQueries({ queryKey: [...STUDIO, 'states', draft.id] });
      await client.invalidateQueries({ queryKey: briefKey(briefId) });
      void client.invalidateQueries({ queryKey: [...STUDIO, 'briefs'] });
    },
  });
}

const withDraft = (brief: BriefDetail, draft: CopyDraft): BriefDetail => ({
  ...brief,
  list: brief.list.map((other) => (other.id === draft.id ? draft : other)),
});

export function useEditCopy(draft: CopyDraft) {
  return useDraftChange(draft, (body: EditCopy) =>
    ask(CopyDraft, `studio/drafts/${draft.id}`, { method: 'PUT', body }),
  );
}

export function useRestoreCopy(draft: CopyDraft) {
  return useDraftChange(draft, (body: RestoreCopy) =>
    ask(CopyDraft, `studio/drafts/${draft.id}/restore`, { method: 'POST', body }),
  );
}

export function useRegenerateCopy(draft: CopyDraft) {
  return useDraftChange(draft, (body: RegenerateCopy) =>
    ask(CopyDraft, `studio/drafts/${draft.id}/regenerate`, { method: 'POST', body }),
  );
}

export function useReviewCopy(draft: CopyDraft) {
  return useDraftChange(draft, (body: ReviewCopy) =>
    ask(CopyDraft, `studio/drafts/${draft.id}/review`, { method: 'POST', body }),
  );
}

export function useCopyStates(draftId: string) {
  return useQuery({
    queryKey: [...STUDIO, 'states', draftId],
    queryFn: ({ signal }) => ask(z.array(CopyState), `studio/drafts/${draftId}/states`, { signal }),
  });
}

/** Asked again whenever the text changes; what was found before stays in view meanwhile. */
export function useCopyCheck(asked: CheckCopy) {
  return useQuery({
    queryKey: [...STUDIO, 'check', asked],
    queryFn: ({ signal }) => ask(CopyCheck, 'studio/check', { method: 'POST', body: asked, signal }),
    enabled: asked.text.trim() !== '',
    placeholderData: keepPreviousData,
  });
}

const PHRASES = [...STUDIO, 'phrases'];

export function useBannedPhrases() {
  return useQuery({
    queryKey: PHRASES,
    queryFn: ({ signal }) => ask(z.array(BannedPhrase), 'studio/phrases', { signal }),
  });
}

export function useBanPhrase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: SaveBannedPhrase) => ask(BannedPhrase, 'studio/phrases', { method: 'POST', body }),
    onSuccess: () => forgetChecks(client),
  });
}

export function useAllowPhrase() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => tell(`studio/phrases/${id}`, { method: 'DELETE' }),
    onSuccess: () => forgetChecks(client),
  });
}

/** Another phrase is another judgement of every text. */
const forgetChecks = (client: QueryClient) => client.invalidateQueries({ queryKey: STUDIO });
