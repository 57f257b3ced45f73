import { z } from 'zod';

import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { day, type topicAnalyticsSchema } from '../../schemas/analytics';
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

type TopicAnalytics = z.infer<typeof topicAnalyticsSchema>;

/** The totals by their names, and the days. */
function simplified({ data, allTopics, areAllTopicsVisible }: TopicAnalytics) {
	return { totals: totalsOf(allTopics), days: data, areAllTopicsVisible };
}

export const getTopics = itemOperation({
	name: 'Get Topics',
	value: 'getTopics',
	action: 'Get the topics of conversations',
	description: 'Read what conversations were about, in total and day by day',
	properties: [
		...periodProperties,
		{
			displayName: 'Show All Topics',
			name: 'showAllTopics',
			type: 'boolean',
			default: false,
			description: 'Whether the days have every topic; otherwise the six most frequent ones',
		},
		{
			...simplifyProperty,
			description:
				'Whether to return a simplified version of the response instead of the raw data. It has the totals of all topics as fields of one object, and the days.',
		},
	],
	options: [timezoneOption],
	parameters: z
		.object({ ...periodParameters, showAllTopics: z.boolean().default(false), ...simplifyParameter })
		.superRefine(refuseReversed),
	output: z.object({
		...periodOutput,
		totals: z.record(z.number()),
		days: z.array(day),
		areAllTopicsVisible: z.boolean(),
	}),
	async execute({ parameters, client }) {
		const period = periodOf(parameters, client.timeZone);
		const answer = await client.request(routes.getTopicAnalytics, {
			query: { ...period, showAllTopics: parameters.showAllTopics },
		});
		return parameters.simplify ? { ...saidPeriod(period), ...simplified(answer) } : answer;
	},
});
