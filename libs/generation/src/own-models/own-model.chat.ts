import type { ModelTimeouts } from '@zhike/contracts';
import type { AddressGuard, SecretVault } from '@zhike/platform';
import { type ChatTimeouts, OpenAiChatModel } from '../chat/openai.chat-model.js';
import { openKey } from './own-model.keys.js';
import type { OwnModelRow } from './own-model.store.js';

/** What it takes to ask a model that a workspace has set up. */
export interface OwnModelAccess {
  readonly vault: SecretVault;
  /** Members enter the addresses, so they must not reach into the network of whoever runs the product. */
  readonly guard: AddressGuard;
}

/** Throws `secret-unreadable` where its key cannot be opened. */
export function chatModelOf(row: OwnModelRow, { vault, guard }: OwnModelAccess): OpenAiChatModel {
  const key = openKey(vault, row);
  const { name, url, model, timeoutsMs } = row;
  const timeouts = chatTimeouts(timeoutsMs);
  return new OpenAiChatModel({ id: name, url, model, timeouts, guard, ...(key ? { key: () => key.reveal() } : {}) });
}

/** As they are configured → as the model knows them; what is left out stays the model's own. */
export const chatTimeouts = ({ connect, firstText, betweenTexts }: ModelTimeouts): Partial<ChatTimeouts> => ({
  ...(connect === undefined ? {} : { connectMs: connect }),
  ...(firstText === undefined ? {} : { firstTextMs: firstText }),
  ...(betweenTexts === undefined ? {} : { betweenTextsMs: betweenTexts }),
});
