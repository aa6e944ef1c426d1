import { DomainError } from '@zhike/platform';

export class ConversationError extends DomainError<
  'conversation-not-found' | 'workspace-not-found' | 'turn-not-found' | 'message-invalid' | 'too-many-messages'
> {}
