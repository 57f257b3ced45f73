import { z } from 'zod';

import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { aiFunction, changes, type functionAnalyticsSchema, functionTotals } from '../../schemas/analytics';
import { refuseReversed } from '../dateRange';
import { periodOf, periodOutput, periodParameters, periodProperties, saidPeriod, timezoneOption } from './period';

type FunctionAnalytics = z.infer<typeof functionAnalyticsSchema>;

/** The figures of the period, without those of the period before. */
function simplified({ currentPeriod: { functions, ...totals }, changes: changed }: FunctionAnalytics) {
	return { ...totals, functions: functions ?? [], changes: changed ?? {} };
}

export const getAiFunctions = itemOperation({
	name: 'Get AI Functions',
	value: 'getAiFunctions',
	action: 'Get how often the AI used its functions',
	description: 'Read how often the AI agent ran each of its functions, and how often one failed',
	properties: [
		...periodProperties,
		{
			...simplifyProperty,
			description: `Whether to return a simplified version of the response instead of the raw data. It has the figures of the period and their changes in percent against ${assumptions.periodBefore}, but not the figures of that one.`,
		},
	],
	options: [timezoneOption],
	parameters: z.object({ ...periodParameters, ...simplifyParameter }).superRefine(refuseReversed),
	output: z.object({ ...periodOutput, ...functionTotals, functions: z.array(aiFunction), changes }),
	async execute({ parameters, client }) {
		const period = periodOf(parameters, client.timeZone);
		const answer = await client.request(routes.getFunctionAnalytics, { query: period });
		return parameters.simplify ? { ...saidPeriod(period), ...simplified(answer) } : answer;
	},
});
