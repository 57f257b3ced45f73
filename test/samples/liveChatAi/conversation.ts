import type { OperationSample } from '../liveTok.ts';

/** One sample per operation of the Conversation resource. They fit the simulator's seed data. */
export const conversationSamples: Readonly<Record<string, OperationSample>> = {};
