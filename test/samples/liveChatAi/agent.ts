import type { OperationSample } from '../liveTok.ts';
import { byId } from './locators.ts';

/** One sample per operation of the AI Agent resource. They fit the simulator's seed data. */
export const agentSamples: Readonly<Record<string, OperationSample>> = {
	'agent.create': {
		parameters: {
			name: '={{ $json.name }}',
			isLiveChatEnabled: true,
			additionalFields: { isImageSharingEnabled: false },
		},
		items: [{ name: 'Shop assistant' }, { name: 'School assistant' }],
	},
	'agent.get': {
		parameters: { agentId: byId('={{ $json.agent }}') },
		items: [{ agent: 'clxsupport0001' }, { agent: 'sales' }],
	},
	'agent.getAll': {
		parameters: { returnAll: false, limit: 3 },
		items: [{}, {}],
	},
	'agent.delete': {
		parameters: { agentId: byId('={{ $json.agent }}') },
		items: [{ agent: 'clxsales0001' }, { agent: 'clxarchive0001' }],
	},
};
