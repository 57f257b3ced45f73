/** The door to the LlamadaPro simulator for everything outside this folder. */
export { readOnlyKey, sandboxKey, startLlamadaProSimulator, tenantId } from './llamadaProSimulator.ts';
export type { LlamadaProSimulator, LlamadaProSimulatorOptions } from './llamadaProSimulator.ts';
export { LlamadaProDeliveries } from './deliveries.ts';
export type { Subscription } from './deliveries.ts';
export { operations } from './operations.ts';
export type { Operation, OperationName } from './operations.ts';
export type { Assumptions } from './assumptions.ts';
export type { Call } from './callEntity.ts';
export type { Outcomes } from './outcomes.ts';
export type { Contact, ContactAddress } from './contactEntity.ts';
export type { BulkOperation, Conversation } from './conversationEntity.ts';
export type { Definition, ListOption } from './customFieldEntities.ts';
export type { ChangeEvent } from './events.ts';
export type { MediaFile } from './mediaFiles.ts';
export type { Message } from './messageEntity.ts';
export type { Recording, Transcription } from './recordingEntity.ts';
export type { LlamadaProState } from './state.ts';
export type { StoredTask } from './taskEntity.ts';
