import { newId } from '@zhike/platform';
import type { Turn, Utterance } from '@zhike/ports';
import type { PackQuestion } from './pack.schema.js';

/** A pack's question as the pipeline gets a customer's: history replayed, `background` said before all of it. */
export function turnFor(question: PackQuestion, workspaceId: string, at: Date): Turn {
  const { locale, history, background } = question;
  const told: Utterance[] = background ? [{ role: 'customer', text: background }] : [];
  return {
    id: newId(),
    workspaceId,
    conversationId: newId(),
    text: question.question,
    locale,
    history: [...told, ...history],
    at,
  };
}
