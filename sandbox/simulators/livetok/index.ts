/** The door to the LiveTok simulator for everything outside this folder. */
export { liveKey, readOnlyKey, startLiveTokSimulator, testKey } from './liveTokSimulator.ts';
export type { LiveTokSimulator, LiveTokSimulatorOptions } from './liveTokSimulator.ts';
export { LiveTokDeliveries, signatureHeader } from './deliveries.ts';
export type { LiveTokDeliveryOptions, LiveTokSession } from './deliveries.ts';
export type { Assumptions } from './assumptions.ts';
export type { Mode } from './keys.ts';
export type { KnowledgeEntry } from './knowledgeStore.ts';
export type { LiveTokState, SentMessage } from './state.ts';
export type { Webhook } from './webhooks.ts';
