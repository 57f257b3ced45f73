import { defaultRetryPolicy } from '../../../nodes/shared/http/retry.ts';
import { ParameterProblem } from '../../../nodes/shared/runtime/fieldChecks.ts';
import { readRunSettings, runOptions, runOptionsSchema } from '../../../nodes/shared/runtime/runSettings.ts';
import { parametersOnly } from './standIn.ts';

const settingsOf = (options: unknown) => readRunSettings(parametersOnly({ options }).host, 45_000);

describe('readRunSettings', () => {
	it.each([undefined, null, {}, { concurrency: null, longestWait: null, stayUnderLimit: null, timeout: null }])(
		'takes the defaults for %j',
		(options) => {
			expect(settingsOf(options)).toEqual({
				concurrency: undefined,
				request: {
					timeoutMs: 45_000,
					stayUnderLimit: true,
					intervalMs: 0,
					retry: defaultRetryPolicy,
					signal: undefined,
				},
			});
		},
	);

	it.each<[object, object]>([
		[{ concurrency: 200 }, { concurrency: 200 }],
		[{ timeout: 0.5 }, { request: { timeoutMs: 500 } }],
		[{ longestWait: 0 }, { request: { retry: { tries: 4, waitBudgetMs: 0 } } }],
		[{ longestWait: 3_600 }, { request: { retry: { waitBudgetMs: 3_600_000 } } }],
		[{ requestsPerSecond: 4 }, { request: { intervalMs: 250 } }],
		[{ requestsPerSecond: 0.5 }, { request: { intervalMs: 2_000 } }],
		[{ requestsPerSecond: 0 }, { request: { intervalMs: 0 } }],
		[{ stayUnderLimit: false }, { request: { stayUnderLimit: false } }],
	])('reads %j', (options, expected) => {
		expect(settingsOf(options)).toMatchObject(expected);
	});

	it.each<[object, RegExp]>([
		[{ concurrency: 0 }, /Concurrency" has to be 1 or more, not 0/],
		[{ concurrency: 201 }, /Concurrency" has to be 200 or less, not 201/],
		[{ concurrency: 1.5 }, /Concurrency" has to be a whole number/],
		[{ longestWait: -1 }, /Longest Wait \(Seconds\)" has to be 0 or more, not -1/],
		[{ requestsPerSecond: -1 }, /Requests per Second" has to be 0 or more, not -1/],
		[{ timeout: 0 }, /Timeout \(Seconds\)" has to be more than 0/],
		[{ timeout: '60' }, /Timeout \(Seconds\)" has to be a number, not a text/],
		[{ stayUnderLimit: 'no' }, /Stay Under the Rate Limit" has to be true or false, not a text/],
	])('refuses %j in words that name the option', (options, message) => {
		const run = () => settingsOf(options);
		expect(run).toThrow(message);
		expect(run).toThrow(ParameterProblem);
	});

	it('checks every option that it offers', () => {
		expect(Object.keys(runOptionsSchema.shape).sort()).toEqual(runOptions.map(({ name }) => name).sort());
	});
});
