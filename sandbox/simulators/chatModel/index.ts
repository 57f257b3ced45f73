/** The door to the scripted chat model for everything outside this folder. */
export { chatModelKey, startChatModelSimulator } from './chatModelSimulator.ts';
export type { ChatModelSimulator } from './chatModelSimulator.ts';
export type { ModelTurn, OfferedTool } from './script.ts';
