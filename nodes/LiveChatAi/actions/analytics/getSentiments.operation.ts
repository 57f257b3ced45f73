import { z } from 'zod';

import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { day, type sentimentAnalyticsSchema } from '../../schemas/analytics';
import { refuseReversed } from '../dateRange';
import {
	periodOf,
	periodOutput,
	periodParameters,
	periodProperties,
	saidPeriod,
	timezoneOption,
	totalsOf,
} from './period';

type SentimentAnalytics = z.infer<typeof sentimentAnalyticsSchema>;

/** The totals by their names, and the days. */
function simplified({ data, allSentimentsCounts }: SentimentAnalytics) {
	return { totals: totalsOf(allSentimentsCounts), days: data };
}

export const getSentiments = itemOperation({
	name: 'Get Sentiments',
	value: 'getSentiments',
	action: 'Get the sentiments of conversations',
	description: 'Read how many conversations were positive, negative or neutral, in total and day by day',
	properties: [
		...periodProperties,
		{
			...simplifyProperty,
			description:
				'Whether to return a simplified version of the response instead of the raw data. It has the totals as fields of one object, and the days.',
		},
	],
	options: [timezoneOption],
	parameters: z.object({ ...periodParameters, ...simplifyParameter }).superRefine(refuseReversed),
	output: z.object({ ...periodOutput, totals: z.record(z.number()), days: z.array(day) }),
	async execute({ parameters, client }) {
		const period = periodOf(parameters, client.timeZone);
		const answer = await client.request(routes.getSentimentAnalytics, { query: period });
		return parameters.simplify ? { ...saidPeriod(period), ...simplified(answer) } : answer;
	},
});
