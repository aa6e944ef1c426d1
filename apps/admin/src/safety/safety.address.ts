import { SafetyEventsQuery } from '@zhike/contracts';
import { useSearchParams } from 'react-router';
import type { QueueFilter } from '../api/safety-queue.queries.js';

export const SAFETY_VIEWS = ['review', 'rules', 'allowed', 'figures', 'try'] as const;
export type SafetyView = (typeof SAFETY_VIEWS)[number];
type Changes = Readonly<Record<string, string | undefined>>;

const { status, direction, verdict } = SafetyEventsQuery.shape;

/** The open tab, what the queue shows and which rule is open, read from the address and written to it. */
export function useSafetyAddress() {
  const [params, setParams] = useSearchParams();
  const rule = params.get('rule');
  const filter: QueueFilter = {
    status: status.safeParse(params.get('status') ?? undefined).data ?? 'open',
    direction: direction.safeParse(params.get('direction') ?? undefined).data,
    verdict: verdict.safeParse(params.get('verdict') ?? undefined).data,
    rule: rule ?? undefined,
  };
  const change = (changes: Changes) => setParams((before) => changed(before, changes), { replace: true });
  return {
    view: SAFETY_VIEWS.find((view) => view === params.get('view')) ?? 'review',
    filter,
    /** The id of the rule that is open, `new`, or nothing. */
    edited: params.get('edit') ?? undefined,
    dialog: params.get('dialog') ?? undefined,
    change,
  };
}

function changed(before: URLSearchParams, changes: Changes): URLSearchParams {
  const next = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changes))
    if (value) next.set(name, value);
    else next.delete(name);
  return next;
}

export const viewAddress = (view: SafetyView): string => (view === 'review' ? '/safety' : `/safety?view=${view}`);

/** The texts that a rule was found in, however they were handled. */
export const hitsAddress = (rule: string): string => `/safety?${new URLSearchParams({ status: 'all', rule })}`;
