import type { OperationSample } from '../liveTok.ts';
import { callSamples } from './call.ts';
import { contactSamples } from './contact.ts';
import { conversationSamples } from './conversation.ts';
import { customFieldSamples } from './customField.ts';
import { customFieldOptionSamples } from './customFieldOption.ts';
import { messageSamples } from './message.ts';
import { recordingSamples } from './recording.ts';
import { taskSamples } from './task.ts';

/** One sample per operation of the LlamadaPro node, by "resource.operation". They fit the simulator's seed data. */
export const llamadaProSamples: Readonly<Record<string, OperationSample>> = {
	...callSamples,
	...contactSamples,
	...conversationSamples,
	...customFieldSamples,
	...customFieldOptionSamples,
	...messageSamples,
	...recordingSamples,
	...taskSamples,
};
