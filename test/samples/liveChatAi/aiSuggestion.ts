import type { OperationSample } from '../liveTok.ts';
import { byId } from './locators.ts';

const agentId = byId('clxsupport0001');

/** One sample per operation of the AI Suggestion resource. They fit the simulator's seed data. */
export const suggestionSamples: Readonly<Record<string, OperationSample>> = {
	'aiSuggestion.getAll': {
		parameters: {
			agentId,
			returnAll: false,
			limit: 2,
			simplify: true,
			filters: { startDate: '={{ $json.from }}', endDate: '2025-12-31' },
		},
		items: [{ from: '2025-01-01' }, { from: '2025-01-12T00:00:00Z' }],
	},
	'aiSuggestion.get': {
		parameters: { agentId, suggestionId: byId('={{ $json.id }}'), simplify: true },
		items: [{ id: 'msg_0002b' }, { id: 'msg_0005b' }],
	},
	'aiSuggestion.dismiss': {
		parameters: { agentId, suggestionId: byId('={{ $json.id }}') },
		items: [{ id: 'msg_0002b' }, { id: 'msg_0005b' }],
	},
};
