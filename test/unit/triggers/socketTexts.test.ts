import { RequestFailure } from '../../../nodes/shared/http/failure.ts';
import { describeOutage } from '../../../nodes/shared/triggers/socket/texts.ts';

const lostAt = Date.UTC(2026, 10, 21, 9, 0, 0);
const failure = new RequestFailure({
	message: 'Autochat could not be reached',
	description: 'Check the base URL.',
	outcome: 'notSent',
});
const text = (report: Omit<Parameters<typeof describeOutage>[0], 'lostAt'>): string[] => {
	const { message, details } = describeOutage({ lostAt, ...report }, 'Autochat', 'Europe/Berlin');
	return [message, details.description];
};

describe('what a failed execution says about an outage', () => {
	it('that is over', () => {
		expect(text({ cause: 'lost', backAt: lostAt + 90_000, isFinal: false })).toEqual([
			'The live connection to Autochat was lost, for about 90 seconds',
			'n8n is listening again. Events from 21 Nov 2026, 10:00:00 (Europe/Berlin) to 21 Nov 2026, 10:01:30 (Europe/Berlin) may be missing, as Autochat does not send them again: look there for what happened in that time.',
		]);
	});

	it('that lasts', () => {
		expect(text({ cause: 'silent', isFinal: false, failure })).toEqual([
			'The live connection to Autochat was silent and no other one could be made',
			'It is not back yet. The last sign of life came at 21 Nov 2026, 10:00:00 (Europe/Berlin). n8n goes on trying by itself, about once a minute; you do not have to do anything here. Autochat does not send again what happens meanwhile. Autochat could not be reached. Check the base URL.',
		]);
	});

	it('that lasts for good', () => {
		expect(text({ cause: 'lost', isFinal: true, failure })).toEqual([
			'n8n has stopped listening to Autochat',
			'The live connection to Autochat was lost, at 21 Nov 2026, 10:00:00 (Europe/Berlin). Autochat could not be reached. Check the base URL. Then publish the workflow again.',
		]);
	});
});
