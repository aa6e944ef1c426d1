import { useMutation, useQuery } from '@tanstack/react-query';
import {
  type AskGraph,
  GraphOffer,
  GraphResult,
  GraphSetting,
  type Locale,
  type RunGraphQuery,
} from '@zhike/contracts';
import { ask } from './api.client.js';

export function useGraphSetting(locale: Locale) {
  return useQuery({
    queryKey: ['graph', 'setting', locale],
    queryFn: ({ signal }) => ask(GraphSetting, `graph?locale=${locale}`, { signal }),
  });
}

/** With the signal of whoever may stop it. */
interface Stoppable<Body> {
  readonly body: Body;
  readonly signal: AbortSignal;
}

export function useRunGraph() {
  return useMutation({
    mutationFn: ({ body, signal }: Stoppable<RunGraphQuery>) =>
      ask(GraphResult, 'graph/run', { method: 'POST', body, signal }),
  });
}

export function useAskGraph() {
  return useMutation({
    mutationFn: ({ body, signal }: Stoppable<AskGraph>) =>
      ask(GraphOffer, 'graph/ask', { method: 'POST', body, signal }),
  });
}
