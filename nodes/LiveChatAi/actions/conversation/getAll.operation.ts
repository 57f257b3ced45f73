import { z } from 'zod';

import { matchingItems, readPages } from '../../../shared/http/paginate';
import { optionalChoice } from '../../../shared/properties/choice';
import { optionalDateTime } from '../../../shared/properties/dateTime';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf } from '../../answers';
import { assumptions, routes } from '../../api';
import {
	type ConversationRow,
	conversationStatuses,
	conversationTypes,
	integrationTypes,
	sortOrders,
} from '../../schemas/conversation';
import { assignedUserIdFilter, integrationTypeFilter, passes, statusFilter } from '../conversationFilters';
import { refuseReversed } from '../dateRange';
import { agentIdProperty, viewIdProperty } from '../locators';
import { simplifiedRow, simplifyRow } from './simplified';

const filters = z
	.object({
		assignedUserId: optionalText,
		endDate: optionalDateTime,
		integrationType: optionalChoice(integrationTypes),
		sort: optionalChoice(sortOrders),
		startDate: optionalDateTime,
		status: optionalChoice(conversationStatuses),
		type: optionalChoice(conversationTypes),
	})
	.default({})
	.superRefine(refuseReversed);

/** Section 6.3: the form of dates that the older and the newer version of the page both name. */
const unixSeconds = (date: string | undefined): number | undefined =>
	date === undefined ? undefined : Math.floor(Date.parse(date) / 1_000);

export const getAllConversations = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many conversations',
	description: 'List the conversations of an AI agent, the one with the latest message first; without their messages',
	properties: [
		agentIdProperty,
		...returnAllProperties,
		{
			...viewIdProperty,
			required: false,
			description:
				'Only conversations of this saved view of the inbox; further filters may be added. The list shows the views of the chosen AI agent.',
		},
		simplifyProperty,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				assignedUserIdFilter,
				{
					displayName: 'End Date',
					name: 'endDate',
					type: 'dateTime',
					default: '',
					description: `Only conversations up to this moment. ${assumptions.comparedDate}.`,
				},
				{
					...integrationTypeFilter,
					description: `${integrationTypeFilter.description} LiveChatAI’s list names only these two channels.`,
				},
				{
					displayName: 'Sort',
					name: 'sort',
					type: 'options',
					options: [
						{ name: 'Latest Message First', value: 'desc' },
						{ name: 'Latest Message Last', value: 'asc' },
					],
					default: 'desc',
					description: 'The order of the list, by the date of the last message',
				},
				{
					displayName: 'Start Date',
					name: 'startDate',
					type: 'dateTime',
					default: '',
					description: `Only conversations from this moment on. ${assumptions.comparedDate}.`,
				},
				statusFilter,
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'All', value: 'all' },
						{ name: 'Unassigned', value: 'unassigned', description: 'Nobody of the team has it' },
						{
							name: 'Your Inbox',
							value: 'your-inbox',
							description: assumptions.yourInbox,
						},
					],
					default: 'all',
					description: 'Who has the conversation',
				},
			],
		},
	],
	parameters: z.object({
		agentId: requiredName,
		...returnAllParameters,
		viewId: optionalText,
		...simplifyParameter,
		filters,
	}),
	output: simplifiedRow,
	async *execute({ parameters, client }) {
		const { agentId, viewId, simplify } = parameters;
		const { startDate, endDate, sort, status, type = 'all', ...ofRows } = parameters.filters;
		const query = {
			agentId,
			type,
			viewId: viewId?.trim(),
			startDate: unixSeconds(startDate),
			endDate: unixSeconds(endDate),
			sort,
			status,
		};
		const limit = mostResults(parameters);
		const isFiltered = Object.values(ofRows).some((value) => value !== undefined);
		const read = (most?: number) =>
			readPages(client, routes.listConversations, { query }, pagesOf<ConversationRow>('conversations'), most);
		const pages = isFiltered ? matchingItems(read(), (row) => passes(ofRows, row), limit) : read(limit);
		for await (const page of pages) yield simplify ? page.map(simplifyRow) : page;
	},
});
