import { z } from 'zod';

import { optionalDateTime } from '../../../shared/properties/dateTime';
import { optionalText, requiredText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { taskSchema } from '../../schemas/task';
import { clearFields, isAnySet, nulls } from '../clearFields';
import { taskIdProperty, textId } from '../locators';
import {
	assignedToIdProperty,
	assignedToTypeProperty,
	checkContext,
	contextJsonProperty,
	contextParameters,
	conversationIdProperty,
	dueDateProperty,
	objectiveProperty,
	optionalId,
	optionalPersonType,
	optionalStatus,
	statusProperty,
	toContext,
} from './taskFields';

/** Source: section 5.5. */
const clearing = clearFields(
	{
		cancellationReason: 'Cancellation Reason',
		cancelledAt: 'Cancelled At',
		completedAt: 'Completed At',
		dueDate: 'Due Date',
		publishedAt: 'Published At',
	},
	'Fields to empty on purpose',
);

const replacesContext = 'Context fields replace the whole context of the task (unverified).';

const updateFields = z
	.object({
		assignedToId: optionalId,
		assignedToType: optionalPersonType,
		cancellationReason: optionalText,
		cancelledAt: optionalDateTime,
		clearFields: clearing.schema,
		completedAt: optionalDateTime,
		...contextParameters,
		dueDate: optionalDateTime,
		objective: requiredText.optional(),
		publishedAt: optionalDateTime,
		status: optionalStatus,
	})
	.default({})
	.superRefine(checkContext)
	.superRefine(clearing.check)
	.superRefine(({ clearFields: cleared, ...fields }, context) => {
		const refuse = (message: string): void => context.addIssue({ code: z.ZodIssueCode.custom, message });
		if ((fields.assignedToId === undefined) !== (fields.assignedToType === undefined)) {
			refuse('needs Assigned To Type and Assigned To ID together');
		}
		if (cleared.length === 0 && !isAnySet(fields)) refuse('is empty: add at least one field to change');
	});

export const updateTask = itemOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a task',
	description: 'Change a task, complete or cancel it, or empty its dates',
	properties: [
		taskIdProperty,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description:
				'What to change. Fields that are not added here, or are left empty, stay as they are; use Clear Fields to empty one.',
			options: [
				{ ...assignedToIdProperty, required: false },
				assignedToTypeProperty,
				{
					displayName: 'Cancellation Reason',
					name: 'cancellationReason',
					type: 'string',
					default: '',
					placeholder: 'e.g. The customer has called',
					description: 'Why the task was cancelled',
				},
				{
					...dueDateProperty,
					displayName: 'Cancelled At',
					name: 'cancelledAt',
					description: 'When the task was cancelled. Without a time zone, it is in the workflow’s.',
				},
				clearing.property,
				{
					...dueDateProperty,
					displayName: 'Completed At',
					name: 'completedAt',
					description: 'When the task was completed. Without a time zone, it is in the workflow’s.',
				},
				{ ...contextJsonProperty, description: `${contextJsonProperty.description ?? ''} ${replacesContext}` },
				{ ...conversationIdProperty, description: `${conversationIdProperty.description ?? ''} ${replacesContext}` },
				dueDateProperty,
				{ ...objectiveProperty, required: false },
				{
					...dueDateProperty,
					displayName: 'Published At',
					name: 'publishedAt',
					description: 'When the task was published. Without a time zone, it is in the workflow’s.',
				},
				statusProperty,
			],
		},
	],
	parameters: z.object({ taskId: textId, updateFields }),
	output: taskSchema,
	async execute({ parameters, client }) {
		const { assignedToId, assignedToType, contextJson, conversationId, ...fields } = parameters.updateFields;
		const { clearFields: cleared, ...changes } = fields;
		const isReassigned = assignedToId !== undefined && assignedToType !== undefined;
		return await client.request(routes.updateTask, {
			path: { taskId: parameters.taskId },
			body: {
				...changes,
				context: toContext({ conversationId, contextJson }),
				...(isReassigned ? { assignedTo: { type: assignedToType, id: assignedToId } } : {}),
				...nulls(cleared),
			},
		});
	},
});
