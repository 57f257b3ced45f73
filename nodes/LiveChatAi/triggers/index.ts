import { conversationEvents } from './conversationEvents';
import { recordEvents } from './recordEvents';

/** Every event that the polling trigger watches. */
export const events = [...conversationEvents, ...recordEvents];
