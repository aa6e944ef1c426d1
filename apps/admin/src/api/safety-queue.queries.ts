import { type InfiniteData, useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import {
  type ReviewSafetyEvent,
  SafetyEvent,
  SafetyEventPage,
  type SafetyEventsQuery,
  SafetyEventText,
} from '@zhike/contracts';
import { ask } from './api.client.js';
import { LOOK_EVERY_MS, SAFETY } from './safety.queries.js';

const EVENTS = [...SAFETY, 'events'];
export type QueueFilter = Pick<SafetyEventsQuery, 'status' | 'direction' | 'verdict' | 'rule'>;
type Pages = InfiniteData<SafetyEventPage, string>;

/** Newest first; each further page goes on where the one before ended. */
export function useSafetyEvents(filter: QueueFilter) {
  return useInfiniteQuery({
    queryKey: [...EVENTS, filter],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) => {
      const asked = { ...filter, cursor: pageParam };
      const query = new URLSearchParams(
        Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : [])),
      );
      return ask(SafetyEventPage, `safety/events?${query}`, { signal });
    },
    getNextPageParam: (page) => page.next,
    // Further pages are history: reading all of them again every time would be a question a page.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : LOOK_EVERY_MS),
  });
}

export interface Review {
  readonly id: string;
  readonly body: ReviewSafetyEvent;
}

export function useReviewEvent() {
  return useHandling(({ id, body }: Review) =>
    ask(SafetyEvent, `safety/events/${id}/review`, { method: 'POST', body }),
  );
}

export function useReopenEvent() {
  return useHandling((id: string) => ask(SafetyEvent, `safety/events/${id}/reopen`, { method: 'POST', body: {} }));
}

/** What is no longer open leaves the list of the open at once, so that the next one can be handled; then all is read again. */
function useHandling<Input>(change: (input: Input) => Promise<SafetyEvent>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (event) => {
      for (const [key, pages] of client.getQueriesData<Pages>({ queryKey: EVENTS }))
        if (pages) client.setQueryData<Pages>(key, withEvent(pages, event, isOfOpen(key)));
      void client.invalidateQueries({ queryKey: SAFETY });
    },
  });
}

const isOfOpen = (key: readonly unknown[]): boolean => (key.at(-1) as QueueFilter).status === 'open';

function withEvent(pages: Pages, event: SafetyEvent, isOpenOnly: boolean): Pages {
  const take = (other: SafetyEvent) => {
    if (other.id !== event.id) return [other];
    return isOpenOnly && event.status !== 'open' ? [] : [event];
  };
  return { ...pages, pages: pages.pages.map((page) => ({ ...page, items: page.items.flatMap(take) })) };
}

/** Each reading is written down by the server, so nothing is remembered beyond the card that shows it. */
export function useRevealEvent(id: string) {
  return useMutation({
    mutationFn: () => ask(SafetyEventText, `safety/events/${id}/reveal`, { method: 'POST', body: {} }),
  });
}
