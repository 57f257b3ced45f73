import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { optionalChoice } from '../../../shared/properties/choice';
import { jsonObject } from '../../../shared/properties/jsonObject';
import { optionalWholeNumber } from '../../../shared/properties/number';
import { optionalText } from '../../../shared/properties/text';
import { assigneeTypes, taskStatuses } from '../../schemas/task';

export const optionalStatus = optionalChoice(taskStatuses);
export const optionalPersonType = optionalChoice(assigneeTypes);

/** An id that may be left empty. */
export const optionalId = optionalText.transform((text) => text?.trim());

const personTypes = [
	{ name: 'AI Employee', value: 'ai_employee' },
	{ name: 'User', value: 'user' },
];

export const assignedToTypeProperty: INodeProperties = {
	displayName: 'Assigned To Type',
	name: 'assignedToType',
	type: 'options',
	options: personTypes,
	default: 'user',
	description: 'Who is to do the task: a person, or an AI employee',
};

export const assignedToIdProperty: INodeProperties = {
	displayName: 'Assigned To ID',
	name: 'assignedToId',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 123',
	description:
		'ID of the user or AI employee who is to do the task. The API cannot list them: look the ID up in LlamadaPro.',
};

/** Who a task comes from. */
export const createdByProperties: INodeProperties[] = [
	{
		displayName: 'Created By Type',
		name: 'createdByType',
		type: 'options',
		options: personTypes,
		default: 'user',
		description:
			'Who creates the task: a person, or an AI employee. LlamadaPro requires it without showing its form; this node assumes the form of the assignee.',
	},
	{
		displayName: 'Created By ID',
		name: 'createdById',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 123',
		description: 'ID of the user or AI employee who created the task. It cannot be changed later.',
	},
];

export const objectiveProperty: INodeProperties = {
	displayName: 'Objective',
	name: 'objective',
	type: 'string',
	typeOptions: { rows: 2 },
	required: true,
	default: '',
	placeholder: 'e.g. Call back about the offer',
	description: 'What is to be done',
};

export const conversationIdProperty: INodeProperties = {
	displayName: 'Conversation ID',
	name: 'conversationId',
	type: 'string',
	default: '',
	placeholder: 'e.g. 456',
	description: 'ID of the conversation that the task is about. Creating a conversation returns it.',
};

export const contextJsonProperty: INodeProperties = {
	displayName: 'Context (JSON)',
	name: 'contextJson',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. { "contactId": 1234 }',
	description: 'More keys of the task’s context. LlamadaPro does not document which ones it knows.',
};

export const dueDateProperty: INodeProperties = {
	displayName: 'Due Date',
	name: 'dueDate',
	type: 'dateTime',
	default: '',
	description: 'When the task has to be done. Without a time zone, it is in the workflow’s.',
};

export const statusProperty: INodeProperties = {
	displayName: 'Status',
	name: 'status',
	type: 'options',
	options: [
		{ name: 'Cancelled', value: 'cancelled' },
		{ name: 'Completed', value: 'completed' },
		{ name: 'Overdue', value: 'overdue' },
		{ name: 'Scheduled', value: 'scheduled' },
	],
	default: 'scheduled',
	description: 'State of the task',
};

/** The schema keys of the context fields. */
export const contextParameters = { conversationId: optionalWholeNumber, contextJson: jsonObject };

interface ContextFields {
	readonly conversationId?: number;
	readonly contextJson?: Readonly<Record<string, unknown>>;
}

/** Refuses two different conversations in one context. */
export function checkContext({ conversationId, contextJson }: ContextFields, context: z.RefinementCtx): void {
	const other = contextJson?.conversationId;
	if (conversationId === undefined || other === undefined || other === conversationId) return;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		path: ['contextJson'],
		message: 'names another conversation than the Conversation ID field. Keep one of the two.',
	});
}

/** The context as the vendor takes it, or undefined where none of its fields is set. Its form is an assumption. */
export function toContext({ conversationId, contextJson = {} }: ContextFields): Record<string, unknown> | undefined {
	const context = { ...contextJson, ...(conversationId === undefined ? {} : { conversationId }) };
	return Object.keys(context).length === 0 ? undefined : context;
}
