import type { Operation } from '../../../shared/runtime/operation';

/** The operations of the Conversation resource. */
export const conversationOperations: readonly Operation[] = [];
