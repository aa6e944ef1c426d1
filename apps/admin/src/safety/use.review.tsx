import type { ReviewSafetyEvent, SafetyEvent } from '@zhike/contracts';
import { App, Button } from 'antd';
import { type Review, useReopenEvent, useReviewEvent } from '../api/safety-queue.queries.js';
import { explainError } from '../api/explain.error.js';
import { useText } from '../text/text.context.js';
import { focusCard, placeOfCard } from './queue.keys.js';

const NOTE = 'safety-review';
/** Long enough to read what was done and to take it back. */
const SHOWN_S = 8;

/**
 * Handles a text and says what was done, with the way back. It belongs to the list, not to the card: a card that was handled leaves the
 * list, and what it began has to end all the same. Throws what the server refuses.
 */
export function useReview(): (event: SafetyEvent, body: ReviewSafetyEvent) => Promise<void> {
  const { mutateAsync } = useReviewEvent();
  const tell = useTellDone();
  return async (event, body) => {
    const place = placeOfCard(event.id);
    const done = await mutateAsync({ id: event.id, body } satisfies Review);
    tell(done);
    // The next one stands where this one stood.
    setTimeout(() => focusCard(place));
  };
}

function useTellDone(): (event: SafetyEvent) => void {
  const { act, safety: text } = useText();
  const { message } = App.useApp();
  const reopen = useReopen();
  return (event) => {
    const undo = () => {
      message.destroy(NOTE);
      void reopen(event.id);
    };
    void message.success({
      key: NOTE,
      duration: SHOWN_S,
      content: (
        <>
          {doneWords(event, text)}{' '}
          <Button type="link" size="small" onClick={undo}>
            {act.undo}
          </Button>
        </>
      ),
    });
  };
}

function doneWords({ status, allowed, isExample }: SafetyEvent, text: ReturnType<typeof useText>['safety']): string {
  const kept = isExample ? ` ${text.exampleDone}` : '';
  if (status === 'confirmed') return text.confirmed + kept;
  return (allowed.length ? text.allowed(text.quoted(allowed)) : text.falseDone) + kept;
}

/** Takes a review back, with what it allowed and kept. */
export function useReopen(): (id: string) => Promise<void> {
  const text = useText();
  const { message } = App.useApp();
  const { mutateAsync } = useReopenEvent();
  return async (id) => {
    try {
      await mutateAsync(id);
      void message.success(text.safety.reopened);
    } catch (error) {
      void message.error(explainError(error, text).headline);
    }
  };
}
