import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { ApiError, isSessionOver } from './api.error.js';
import { endSession } from './session.end.js';

const MOST_RETRIES = 2;

/** A refusal stays a refusal; only what may pass by itself is asked again. */
const mayPass = (error: unknown) => !(error instanceof ApiError) || error.status === 0 || error.status >= 500;

/** Wherever a request learns that the session is over, the console hears of it once, here. */
export function makeQueryClient(): QueryClient {
  const onError = (error: unknown) => {
    if (isSessionOver(error)) endSession();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        networkMode: 'always',
        retry: (failures, error) => failures < MOST_RETRIES && mayPass(error),
      },
      mutations: { networkMode: 'always' },
    },
  });
}
