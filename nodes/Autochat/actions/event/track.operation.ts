import { z } from 'zod';

import { optionalDateTime } from '../../../shared/properties/dateTime';
import { jsonObject } from '../../../shared/properties/jsonObject';
import { requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { trackedSchema } from '../../schemas';
import { sessionIdProperty } from '../widgetFields';
import { metadataOf, metadataProperty, metadataRows } from './metadata';

export const trackEvent = itemOperation({
	name: 'Track',
	value: 'track',
	action: 'Track an event of a visitor',
	description: 'Record something that a visitor did, for Autochat’s statistics',
	properties: [
		sessionIdProperty,
		{
			displayName: 'Event',
			name: 'event',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. widget_opened',
			description: 'Name of the event. Autochat documents widget_opened only; other names are sent as they are.',
		},
		{
			displayName: 'Metadata Input',
			name: 'metadataInput',
			type: 'options',
			noDataExpression: true,
			options: [
				{ name: 'Using Fields Below', value: 'fields' },
				{ name: 'Using JSON', value: 'json' },
			],
			default: 'fields',
			description: 'How the details of the event are given',
		},
		metadataProperty,
		{
			displayName: 'Metadata (JSON)',
			name: 'metadataJson',
			type: 'json',
			typeOptions: { rows: 4 },
			displayOptions: { show: { metadataInput: ['json'] } },
			default: '{}',
			placeholder: 'e.g. { "source": "pricing page", "value": 3 }',
			description: 'An object with details of the event, sent as it is',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [
				{
					displayName: 'Timestamp',
					name: 'timestamp',
					type: 'dateTime',
					default: '',
					description: `When it happened. ${assumptions.omittedTimestamp}.`,
				},
			],
		},
	],
	parameters: z.object({
		sessionId: requiredName,
		event: requiredName,
		metadataInput: z.enum(['fields', 'json']).default('fields'),
		metadata: metadataRows,
		metadataJson: jsonObject,
		additionalFields: z.object({ timestamp: optionalDateTime }).default({}),
	}),
	output: trackedSchema,
	// What a visitor did is told in the order in which it came.
	sequenceKey: ({ sessionId }) => sessionId,
	async execute({ parameters, client }) {
		const { sessionId, event, metadataInput, metadata, metadataJson, additionalFields } = parameters;
		return await client.request(routes.trackEvent, {
			body: {
				sessionId,
				event,
				timestamp: additionalFields.timestamp,
				metadata: metadataInput === 'json' ? metadataJson : metadataOf(metadata.entry),
			},
		});
	},
});
