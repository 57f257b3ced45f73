import { z } from 'zod';

import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { changes, overviewDay, overviewFigures, type overviewSchema } from '../../schemas/analytics';
import { refuseReversed } from '../dateRange';
import { periodOf, periodOutput, periodParameters, periodProperties, saidPeriod, timezoneOption } from './period';

type Overview = z.infer<typeof overviewSchema>;

/** The figures of the period, without those of the period before. */
function simplified({ currentPeriod: { dailyData, changes: changed, ...figures } }: Overview) {
	return { ...figures, dailyData: dailyData ?? [], changes: changed ?? {} };
}

export const getOverview = itemOperation({
	name: 'Get Overview',
	value: 'getOverview',
	action: 'Get the figures of an AI agent at a glance',
	description:
		'Read how many conversations there were, how many the AI resolved, ratings and durations, with the figures of every day',
	properties: [
		...periodProperties,
		{
			...simplifyProperty,
			description: `Whether to return a simplified version of the response instead of the raw data. It has the figures of the period, day by day too, and their changes in percent against ${assumptions.periodBefore}, but not the figures of that one.`,
		},
	],
	options: [timezoneOption],
	parameters: z.object({ ...periodParameters, ...simplifyParameter }).superRefine(refuseReversed),
	output: z.object({ ...periodOutput, ...overviewFigures, dailyData: z.array(overviewDay), changes }),
	async execute({ parameters, client }) {
		const period = periodOf(parameters, client.timeZone);
		const answer = await client.request(routes.getOverviewAnalytics, { query: period });
		return parameters.simplify ? { ...saidPeriod(period), ...simplified(answer) } : answer;
	},
});
