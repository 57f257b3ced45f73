import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalWholeNumber } from '../../shared/properties/number';
import {
	assignedToIdProperty,
	assignedToTypeProperty,
	conversationIdProperty,
	optionalId,
	optionalPersonType,
} from '../actions/task/taskFields';

/** Filters of the task events. LlamadaPro applies them, so they make the list shorter that a poll reads. */
export const taskFilters: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add filter',
	default: {},
	description: 'Which tasks start the workflow',
	options: [
		{
			...assignedToIdProperty,
			required: false,
			description: 'Only tasks of the user or AI employee with this ID',
		},
		{ ...assignedToTypeProperty, description: 'Only tasks of people, or only those of AI employees' },
		{ ...conversationIdProperty, description: 'Only tasks about this conversation' },
	],
};

/** The schema of `taskFilters`. */
export const taskFilterParameters = z.object({
	filters: z
		.object({
			assignedToId: optionalId,
			assignedToType: optionalPersonType,
			conversationId: optionalWholeNumber,
		})
		.default({}),
});

export type TaskFilters = z.infer<typeof taskFilterParameters>;
