import { type QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import {
  type AddAllowance,
  Allowance,
  type ChangeSafetyRule,
  type CreateSafetyRule,
  SafetyExample,
  SafetyFigures,
  type SafetyFiguresQuery,
  SafetyOverview,
  SafetyProjection,
  type ProjectSafetyRule,
  SafetyRule,
  SafetyTemplate,
  SafetyTrial,
  type SetSafetyMode,
  type TrySafety,
} from '@zhike/contracts';
import { z } from 'zod';
import { ask, tell } from './api.client.js';

export const SAFETY = ['safety'] as const;
/** The queue and its figures move by themselves, so often they are looked at; while rules are being built, oftener. */
export const LOOK_EVERY_MS = 15_000;
const BUILDING_EVERY_MS = 1_000;

export function useSafetyOverview() {
  return useQuery({
    queryKey: [...SAFETY, 'overview'],
    queryFn: ({ signal }) => ask(SafetyOverview, 'safety', { signal }),
    refetchInterval: ({ state }) => (state.data?.inForce.state === 'building' ? BUILDING_EVERY_MS : LOOK_EVERY_MS),
  });
}

const RULES = [...SAFETY, 'rules'];

export function useSafetyRules() {
  return useQuery({ queryKey: RULES, queryFn: ({ signal }) => readRules(signal) });
}

const readRules = (signal?: AbortSignal) => ask(z.array(SafetyRule), 'safety/rules', { ...(signal ? { signal } : {}) });

/** The rule as somebody else left it, past anything remembered here. */
export async function readStoredRule(client: QueryClient, id: string): Promise<SafetyRule | undefined> {
  const rules = await client.fetchQuery({ queryKey: RULES, queryFn: ({ signal }) => readRules(signal), staleTime: 0 });
  return rules.find((rule) => rule.id === id);
}

export function useSafetyTemplates() {
  return useQuery({
    queryKey: [...SAFETY, 'templates'],
    queryFn: ({ signal }) => ask(z.array(SafetyTemplate), 'safety/templates', { signal }),
  });
}

/** Another rule is another judgement of every text, so all of it is read again. */
export const forgetSafety = (client: QueryClient) => client.invalidateQueries({ queryKey: SAFETY });

/** The rule as the server has it now takes its place in the list before everything is read again. */
export function useRuleChange<Input>(change: (input: Input) => Promise<SafetyRule>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (rule) => {
      client.setQueryData<SafetyRule[]>(RULES, (rules) =>
        rules?.some(({ id }) => id === rule.id)
          ? rules.map((other) => (other.id === rule.id ? rule : other))
          : [rule, ...(rules ?? [])],
      );
      void forgetSafety(client);
    },
  });
}

export function useCreateRule() {
  return useRuleChange((body: CreateSafetyRule) => ask(SafetyRule, 'safety/rules', { method: 'POST', body }));
}

export function useChangeRule() {
  return useRuleChange(({ id, ...body }: ChangeSafetyRule & { readonly id: string }) =>
    ask(SafetyRule, `safety/rules/${id}`, { method: 'PUT', body }),
  );
}

export function useSetMode(id: string) {
  return useRuleChange((body: SetSafetyMode) => ask(SafetyRule, `safety/rules/${id}/mode`, { method: 'POST', body }));
}

export function useDeleteRule() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => tell(`safety/rules/${id}`, { method: 'DELETE' }),
    onSuccess: () => forgetSafety(client),
  });
}

/** Asked again whenever the rule changes; a question that nobody waits for any more is given up, here and on the server. */
export function useProjection(asked: ProjectSafetyRule | undefined) {
  return useQuery({
    queryKey: [...SAFETY, 'projection', asked],
    queryFn: ({ signal }) => ask(SafetyProjection, 'safety/projection', { method: 'POST', body: asked, signal }),
    enabled: asked !== undefined,
    refetchOnWindowFocus: false,
    staleTime: 60_000,
    retry: false,
  });
}

export function useFigures(days: NonNullable<SafetyFiguresQuery['days']>) {
  return useQuery({
    queryKey: [...SAFETY, 'figures', days],
    queryFn: ({ signal }) => ask(SafetyFigures, `safety/figures?days=${days}`, { signal }),
  });
}

export function useTrySafety() {
  return useMutation({
    mutationFn: (body: TrySafety) => ask(SafetyTrial, 'safety/try', { method: 'POST', body }),
  });
}

export function useAllowances() {
  return useQuery({
    queryKey: [...SAFETY, 'allowances'],
    queryFn: ({ signal }) => ask(z.array(Allowance), 'safety/allowances', { signal }),
  });
}

export function useAddAllowance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: AddAllowance) => ask(Allowance, 'safety/allowances', { method: 'POST', body }),
    onSuccess: () => forgetSafety(client),
  });
}

export function useRemoveAllowance() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => tell(`safety/allowances/${id}`, { method: 'DELETE' }),
    onSuccess: () => forgetSafety(client),
  });
}

export function useExamples() {
  return useQuery({
    queryKey: [...SAFETY, 'examples'],
    queryFn: ({ signal }) => ask(z.array(SafetyExample), 'safety/examples', { signal }),
  });
}

export function useRemoveExample() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => tell(`safety/examples/${id}`, { method: 'DELETE' }),
    onSuccess: () => forgetSafety(client),
  });
}
