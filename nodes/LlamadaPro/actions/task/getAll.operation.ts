import { z } from 'zod';

import { readPages } from '../../../shared/http/paginate';
import { optionalDateTime } from '../../../shared/properties/dateTime';
import { optionalWholeNumber } from '../../../shared/properties/number';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes, taskPages } from '../../api';
import { taskSchema } from '../../schemas/task';
import {
	assignedToIdProperty,
	assignedToTypeProperty,
	conversationIdProperty,
	dueDateProperty,
	optionalId,
	optionalPersonType,
	optionalStatus,
	statusProperty,
} from './taskFields';

export const getManyTasks = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many tasks',
	description: 'List tasks, by state, due date, assignee or conversation',
	properties: [
		...returnAllProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [
				{
					...assignedToIdProperty,
					required: false,
					description: 'Only tasks of the user or AI employee with this ID',
				},
				{ ...assignedToTypeProperty, description: 'Only tasks of people, or only those of AI employees' },
				{ ...conversationIdProperty, description: 'Only tasks about this conversation' },
				{
					...dueDateProperty,
					displayName: 'Due After',
					name: 'dueAfter',
					description: 'Only tasks that are due after this moment. Without a time zone, it is in the workflow’s.',
				},
				{
					...dueDateProperty,
					displayName: 'Due Before',
					name: 'dueBefore',
					description: 'Only tasks that are due before this moment. Without a time zone, it is in the workflow’s.',
				},
				{ ...statusProperty, description: 'Only tasks in this state' },
			],
		},
	],
	parameters: z.object({
		...returnAllParameters,
		filters: z
			.object({
				assignedToId: optionalId,
				assignedToType: optionalPersonType,
				conversationId: optionalWholeNumber,
				dueAfter: optionalDateTime,
				dueBefore: optionalDateTime,
				status: optionalStatus,
			})
			.default({}),
	}),
	output: taskSchema,
	execute({ parameters, client }) {
		return readPages(client, routes.listTasks, { query: parameters.filters }, taskPages, mostResults(parameters));
	},
});
