import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type AddOwnModel, type ChangeOwnModel, ModelTrial, OwnModel, OwnModels } from '@zhike/contracts';
import { ask, tell } from './api.client.js';

const MODELS = ['models'] as const;
/** Who writes is told there, too. */
const STUDIO = ['studio'] as const;
const HEALTH = ['health'] as const;

export function useModels() {
  return useQuery({ queryKey: MODELS, queryFn: ({ signal }) => ask(OwnModels, 'models', { signal }) });
}

/** What stands elsewhere of who writes is asked for anew with it. */
function useModelMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: async () => {
      await Promise.all([MODELS, STUDIO, HEALTH].map((queryKey) => client.invalidateQueries({ queryKey })));
    },
  });
}

export const useAddModel = () =>
  useModelMutation((body: AddOwnModel) => ask(OwnModel, 'models', { method: 'POST', body }));

export interface ModelChange extends ChangeOwnModel {
  readonly id: string;
}

export const useChangeModel = () =>
  useModelMutation(({ id, ...body }: ModelChange) => ask(OwnModel, `models/${id}`, { method: 'PATCH', body }));

export const useRemoveModel = () => useModelMutation((id: string) => tell(`models/${id}`, { method: 'DELETE' }));

export const useOrderModels = () =>
  useModelMutation((ids: readonly string[]) => ask(OwnModels, 'models/order', { method: 'PUT', body: { ids } }));

export const useTryModel = () =>
  useModelMutation((id: string) => ask(ModelTrial, `models/${id}/test`, { method: 'POST', body: {} }));
