import { z } from 'zod';

import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { optionalText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { changes, type humanAnalyticsSchema } from '../../schemas/analytics';
import { number } from '../../schemas/common';
import { refuseReversed } from '../dateRange';
import { periodOf, periodOutput, periodParameters, periodProperties, saidPeriod, timezoneOption } from './period';

type HumanAnalytics = z.infer<typeof humanAnalyticsSchema>;

/** LiveChatAI writes "avarage" in one name. */
function respelled(figures: Readonly<Record<string, unknown>>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(figures).map(([name, value]) => [name.replace(/^avarage/, 'average'), value]),
	);
}

/** The figures of the period, without those of the period before. */
function simplified({ currentPeriod: { changes: changed, ...figures } }: HumanAnalytics) {
	return { ...respelled(figures), changes: respelled(changed ?? {}) };
}

export const getHumanAgents = itemOperation({
	name: 'Get Human Agents',
	value: 'getAgent',
	action: 'Get the figures of the human agents',
	description:
		'Read how many conversations the people of the team had, how fast they were and how they were rated: all or one of them',
	properties: [
		...periodProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					displayName: 'User ID',
					name: 'userId',
					type: 'string',
					default: '',
					placeholder: 'e.g. user_123',
					description:
						'Only this person of the team. LiveChatAI cannot list people: the operation Get of Conversation shows the ID in a conversation that the person has taken over.',
				},
			],
		},
		{
			...simplifyProperty,
			description: `Whether to return a simplified version of the response instead of the raw data. It has the figures of the period and their changes in percent against ${assumptions.periodBefore}, but not the figures of that one. The unit of the response time is not documented.`,
		},
	],
	options: [timezoneOption],
	parameters: z
		.object({ ...periodParameters, filters: z.object({ userId: optionalText }).default({}), ...simplifyParameter })
		.superRefine(refuseReversed),
	output: z.object({
		...periodOutput,
		totalConversationCount: number,
		closedConversationCount: number,
		agentResponseTime: number,
		averageMessagesPerConversation: number,
		averageAgentCSATScore: number,
		totalAgentCSATResponses: number,
		changes,
	}),
	async execute({ parameters, client }) {
		const period = periodOf(parameters, client.timeZone);
		const answer = await client.request(routes.getHumanAnalytics, { query: { ...period, ...parameters.filters } });
		return parameters.simplify ? { ...saidPeriod(period), ...simplified(answer) } : answer;
	},
});
