import type { OperationSample } from '../liveTok.ts';
import { byId } from './locators.ts';

const period = {
	agentId: byId('clxsupport0001'),
	startDate: '={{ $json.from }}',
	endDate: '={{ $json.to }}',
	simplify: true,
};

/** Two spans of the simulator's seed data. */
const items: OperationSample['items'] = [
	{ from: '2025-01-11', to: '2025-01-17' },
	{ from: '2025-01-18T00:00:00', to: '2025-01-24T23:59:59Z' },
];

/** One sample per operation of the Analytics resource. */
export const analyticsSamples: Readonly<Record<string, OperationSample>> = {
	'analytics.getOverview': { parameters: period, items },
	'analytics.getAgent': { parameters: { ...period, filters: { userId: 'user_ben' } }, items },
	'analytics.getAiFunctions': { parameters: period, items },
	'analytics.getCsat': { parameters: { ...period, returnAll: false, limit: 2 }, items },
	'analytics.getSentiments': { parameters: period, items },
	'analytics.getTopics': { parameters: { ...period, showAllTopics: true }, items },
};
