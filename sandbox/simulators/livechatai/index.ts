/** The door to the LiveChatAI simulator for everything outside this folder. */
export { startLiveChatAiSimulator } from './liveChatAiSimulator.ts';
export type { LiveChatAiSimulator, LiveChatAiSimulatorOptions } from './liveChatAiSimulator.ts';
export { otherWorkspaceKey, readOnlyKey, sandboxKey } from './keys.ts';
export { basePath, operationOf, operations } from './operations.ts';
export type { OperationName } from './operations.ts';
export { salesAgentId, supportAgentId } from './state.ts';
export type { ConversationChange, LiveChatAiState } from './state.ts';
export { userHashOf } from './userHash.ts';
export type { Agent } from './agentEntity.ts';
export type { ScriptedAnswer } from './aiAnswer.ts';
export type { Assumptions } from './assumptions.ts';
export type { Contact } from './contactEntity.ts';
export type { Conversation, Message } from './conversationEntity.ts';
export type { DataSource } from './dataSourceEntity.ts';
export type { Person } from './people.ts';
export type { FunctionRun, Rating } from './ratings.ts';
export type { Suggestion } from './suggestionEntity.ts';
export type { View } from './views.ts';
