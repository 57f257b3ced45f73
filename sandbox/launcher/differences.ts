import type { CampaignResult } from './campaign.ts';
import { expectedCampaign as expected } from './expectations.ts';

/** Everything in the result that is not as expected, one sentence each; empty when all is well. */
export function findDifferences({ rows, accepted, rateLimited }: CampaignResult): string[] {
	const sent = rows.filter(({ outcome }) => outcome === 'sent');
	const missing = rows.filter(({ outcome }) => outcome === 'missing');
	const failed = rows.filter((row) => row.outcome === 'failed');
	const distinct = new Set(accepted);
	const differences = [
		differs('recipients', rows.length, expected.recipients),
		differs('sent', sent.length, expected.sent),
		...expected.failures.map(({ what, outcome, code, count }) => {
			const found = failed.filter((row) => row.failure === outcome && row.code === code);
			return differs(`failed (${what})`, found.length, count);
		}),
		differs('failed', failed.length, sum(expected.failures.map(({ count }) => count))),
		differs('without an outcome', missing.length, 0),
		differs('messages that reached LiveTok', accepted.length, expected.sent),
		differs('people who got more than one message', accepted.length - distinct.size, 0),
	];
	if (rateLimited < expected.fewestRateLimited) {
		differences.push(`429 answers met: expected at least ${expected.fewestRateLimited}, got ${rateLimited}.`);
	}
	return differences.filter((difference) => difference !== undefined);
}

function differs(what: string, actual: number, wanted: number): string | undefined {
	return actual === wanted ? undefined : `${what}: expected ${wanted}, got ${actual}.`;
}

function sum(numbers: number[]): number {
	return numbers.reduce((total, number) => total + number, 0);
}
