import { z } from 'zod';

import { anyMap, dateTime, listOf, text } from './common';

/** Section 5.2. The vendor's own example filters by "pending", which its list of values does not contain. */
export const taskStatuses = ['completed', 'cancelled', 'scheduled', 'overdue'] as const;

/** Section 5.3. ASSUMPTION: `createdBy` has the form of `assignedTo`. */
export const assigneeTypes = ['user', 'ai_employee'] as const;
export const person = z.object({ type: z.enum(assigneeTypes), id: z.string() });

/** Section 5.2, query. */
export const taskQuery = z.object({
	limit: z.number().int().optional(),
	pageToken: z.string().optional(),
	status: z.enum(taskStatuses).optional(),
	dueBefore: z.string().optional(),
	dueAfter: z.string().optional(),
	conversationId: z.number().optional(),
	assignedToType: z.enum(assigneeTypes).optional(),
	assignedToId: z.string().optional(),
});

/** Section 5.3, request. */
export const newTask = z.object({
	context: anyMap,
	objective: z.string(),
	createdBy: person,
	assignedTo: person,
	dueDate: z.string().nullish(),
	status: z.enum(taskStatuses).optional(),
});

/** Section 5.5, request. Null clears a date on purpose. */
export const taskChanges = z.object({
	status: z.enum(taskStatuses).optional(),
	context: anyMap.optional(),
	objective: z.string().optional(),
	assignedTo: person.optional(),
	publishedAt: z.string().nullish(),
	dueDate: z.string().nullish(),
	completedAt: z.string().nullish(),
	cancelledAt: z.string().nullish(),
	cancellationReason: z.string().nullish(),
});

/** Section 6, Task. */
export const taskSchema = z
	.object({
		id: z.string(),
		objective: text,
		status: text,
		dueDate: dateTime,
		assignedTo: anyMap.nullish(),
		createdBy: anyMap.nullish(),
		context: anyMap.nullish(),
		publishedAt: dateTime,
		completedAt: dateTime,
		cancelledAt: dateTime,
		cancellationReason: text,
		createdAt: dateTime,
		updatedAt: dateTime,
		tenantId: text,
	})
	.passthrough();

export const taskList = listOf(taskSchema);

export type Task = z.infer<typeof taskSchema>;
