import type { FunctionRun, Rating } from './ratings.ts';

const hours = 3_600_000;
const firstDay = Date.UTC(2025, 0, 11, 6);

/** Fifteen ratings, one a day; every third is of a human. */
export function seedRatings(agentId: string): Rating[] {
	return Array.from({ length: 15 }, (_, index) => ({
		id: `csat_${String(index + 1).padStart(4, '0')}`,
		agentId,
		userId: index % 3 === 2 ? 'user_ben' : null,
		score: (index % 5) + 1,
		comment: index % 4 === 0 ? null : `Comment ${index + 1}`,
		email: `customer${String(index + 1).padStart(4, '0')}@example.com`,
		name: `Customer ${index + 1}`,
		triggerReason: 'AFTER_RESOLUTION',
		createdAt: new Date(firstDay + index * 24 * hours).toISOString(),
	}));
}

/** Thirty runs of two functions, every tenth failed. */
export function seedFunctionRuns(agentId: string): FunctionRun[] {
	return Array.from({ length: 30 }, (_, index) => ({
		agentId,
		...(index % 3 === 0
			? { name: 'book_meeting', description: 'Books a meeting', mcpName: 'calendar', mcpProvider: 'google' }
			: { name: 'find_order', description: 'Looks an order up', mcpName: null, mcpProvider: null }),
		type: 'CUSTOM',
		failed: index % 10 === 9,
		createdAt: new Date(firstDay + index * 12 * hours).toISOString(),
	}));
}
