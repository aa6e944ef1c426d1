import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { CustomerSecret } from '@zhike/contracts';
import { z } from 'zod';
import { ask, tell } from './api.client.js';

const SECRET = ['customer-secret'] as const;

/** Groups that any version names. */
export function useAudiences() {
  return useQuery({
    queryKey: ['audiences'],
    queryFn: ({ signal }) => ask(z.array(z.string()), 'audiences', { signal }),
  });
}

export function useCustomerSecret() {
  return useQuery({
    queryKey: SECRET,
    queryFn: ({ signal }) => ask(CustomerSecret, 'customer-secret', { signal }),
  });
}

export function useMakeCustomerSecret() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => ask(CustomerSecret, 'customer-secret', { method: 'POST', body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: SECRET }),
  });
}

export function useRemoveCustomerSecret() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => tell('customer-secret', { method: 'DELETE' }),
    onSuccess: () => client.invalidateQueries({ queryKey: SECRET }),
  });
}
