import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalChoice } from '../../shared/properties/choice';
import { optionalDateTime } from '../../shared/properties/dateTime';
import { optionalText } from '../../shared/properties/text';
import { assumptions } from '../api';
import { type ConversationRow, conversationStatuses, integrationTypes } from '../schemas/conversation';
import { integrationTypeProperty } from './conversation/messageFields';
import { refuseReversed } from './dateRange';

/** For the user: why a filter is none of the request (section 11 point 17). */
const byNode =
	'The node applies this filter to the conversations it reads: LiveChatAI does not document what to call it in a request';

/** Who of the team has the conversation. */
export const assignedUserIdFilter: INodeProperties = {
	displayName: 'Assigned User ID',
	name: 'assignedUserId',
	type: 'string',
	default: '',
	placeholder: 'e.g. user_123',
	description: `ID of the person of the team who has the conversation, or “${assumptions.nobodyAssigned}” for conversations that the AI answers. ${byNode}.`,
};

/** The channel of the conversation. */
export const integrationTypeFilter: INodeProperties = {
	...integrationTypeProperty,
	description: `Only conversations of this channel. ${byNode}.`,
};

/** Whether the conversation is over. */
export const statusFilter: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Closed', value: 'close' },
		{ name: 'Open', value: 'open' },
	],
	default: 'open',
	description: 'Whether the conversation goes on, or is closed: LiveChatAI also says resolved',
};

/**
 * Filters of a contact's conversations. LiveChatAI's page shows no names of parameters, and a wrong guess would return
 * everything, so the node filters what it reads (section 6.2, section 11 point 17).
 */
export const conversationFiltersProperty: INodeProperties = {
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
			description: `Only conversations whose last message is from this moment or before. ${byNode}.`,
		},
		integrationTypeFilter,
		{
			displayName: 'Start Date',
			name: 'startDate',
			type: 'dateTime',
			default: '',
			description: `Only conversations whose last message is from this moment or after. ${byNode}.`,
		},
		{ ...statusFilter, description: `${statusFilter.description}. ${byNode}.` },
	],
};

/** The schema of `conversationFiltersProperty`. */
export const conversationFilters = z
	.object({
		assignedUserId: optionalText,
		endDate: optionalDateTime,
		integrationType: optionalChoice(integrationTypes),
		startDate: optionalDateTime,
		status: optionalChoice(conversationStatuses),
	})
	.default({})
	.superRefine(refuseReversed);

/** Whether a conversation passes the filters. One without a date passes no date filter. */
export function passes(
	{ assignedUserId, endDate, integrationType, startDate, status }: z.infer<typeof conversationFilters>,
	row: ConversationRow,
): boolean {
	const lastMessage = Date.parse(row.lastMessageDate ?? '');
	const assigned = row.agent?.id ?? assumptions.nobodyAssigned;
	return (
		(assignedUserId === undefined || assigned === assignedUserId.trim()) &&
		(integrationType === undefined || row.integrationType === integrationType) &&
		(status === undefined || assumptions.isClosed(row) === (status === 'close')) &&
		(startDate === undefined || lastMessage >= Date.parse(startDate)) &&
		(endDate === undefined || lastMessage <= Date.parse(endDate))
	);
}
