import { z } from 'zod';

import { optionalDateTime } from '../../../shared/properties/dateTime';
import { requiredName, requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { assigneeTypes, taskSchema } from '../../schemas/task';
import {
	assignedToIdProperty,
	assignedToTypeProperty,
	checkContext,
	contextJsonProperty,
	contextParameters,
	conversationIdProperty,
	createdByProperties,
	dueDateProperty,
	objectiveProperty,
	optionalStatus,
	statusProperty,
	toContext,
} from './taskFields';

export const createTask = itemOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a task',
	description: 'Give a user or an AI employee something to do',
	properties: [
		objectiveProperty,
		assignedToTypeProperty,
		assignedToIdProperty,
		...createdByProperties,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [contextJsonProperty, conversationIdProperty, dueDateProperty, statusProperty],
		},
	],
	parameters: z.object({
		objective: requiredText,
		assignedToType: z.enum(assigneeTypes).default('user'),
		assignedToId: requiredName,
		createdByType: z.enum(assigneeTypes).default('user'),
		createdById: requiredName,
		additionalFields: z
			.object({ ...contextParameters, dueDate: optionalDateTime, status: optionalStatus })
			.default({})
			.superRefine(checkContext),
	}),
	output: taskSchema,
	async execute({ parameters, client }) {
		const { objective, additionalFields } = parameters;
		return await client.request(routes.createTask, {
			body: {
				objective,
				// The vendor requires a context, even where nothing is known about it.
				context: toContext(additionalFields) ?? {},
				createdBy: { type: parameters.createdByType, id: parameters.createdById },
				assignedTo: { type: parameters.assignedToType, id: parameters.assignedToId },
				dueDate: additionalFields.dueDate,
				status: additionalFields.status,
			},
		});
	},
});
