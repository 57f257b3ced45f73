import { z } from 'zod';
import { inListOrder } from './listQuery.ts';
import type { Handler, Handlers } from './operationRoutes.ts';
import { pageOf } from './paging.ts';
import { dateTime, freeObject, numberText, readBody, readQuery } from './schema.ts';
import { requireTask, shownTask, stampEnd, taskStatuses } from './taskEntity.ts';
import type { StoredTask } from './taskEntity.ts';

const createSchema = z.object({
	context: freeObject,
	objective: z.string(),
	createdBy: freeObject,
	assignedTo: freeObject,
	dueDate: dateTime.nullable().optional(),
	status: z.enum(taskStatuses).optional(),
});

const updateSchema = z
	.object({
		status: z.enum(taskStatuses),
		context: freeObject,
		objective: z.string(),
		assignedTo: freeObject,
		publishedAt: dateTime.nullable(),
		dueDate: dateTime.nullable(),
		completedAt: dateTime.nullable(),
		cancelledAt: dateTime.nullable(),
		cancellationReason: z.string().nullable(),
	})
	.partial();

const listSchema = z.object({
	limit: numberText.optional(),
	pageToken: z.string().optional(),
	status: z.enum(taskStatuses).optional(),
	dueBefore: dateTime.optional(),
	dueAfter: dateTime.optional(),
	conversationId: numberText.optional(),
	assignedToType: z.enum(['user', 'ai_employee']).optional(),
	assignedToId: z.string().optional(),
});

type Filters = Omit<z.infer<typeof listSchema>, 'limit' | 'pageToken'>;

/** GetTasks, a list of style A (sections 3 and 5.2). */
const getTasks: Handler = (request, state, assumptions) => {
	const { limit, pageToken, ...filters } = readQuery(request, listSchema);
	const tasks = inListOrder(state.tasks.all(), assumptions)
		.map((task) => shownTask(task, state))
		.filter((task) => isWanted(task, filters));
	return pageOf(
		tasks,
		{
			size: { field: 'limit', value: limit },
			pageToken: { field: 'pageToken', value: pageToken },
			selection: filters,
		},
		assumptions,
	);
};

/** The tasks (sections 5.2 to 5.6). */
export const taskHandlers: Handlers<'getTasks' | 'createTask' | 'getTask' | 'updateTask' | 'deleteTask'> = {
	getTasks,

	createTask: (request, state) => {
		const fields = readBody(request, createSchema);
		const now = state.timestamp();
		const task = stampEnd(
			{
				dueDate: null,
				status: 'scheduled',
				...fields,
				id: state.tasks.nextId(),
				tenantId: state.tenantId,
				createdAt: now,
				updatedAt: now,
				publishedAt: null,
				completedAt: null,
				cancelledAt: null,
				cancellationReason: null,
			},
			now,
		);
		return shownTask(state.tasks.put(task), state);
	},

	getTask: (request, state) => shownTask(requireTask(request.params.taskId ?? '', state), state),

	updateTask: (request, state) => {
		const fields = readBody(request, updateSchema);
		const task = requireTask(request.params.taskId ?? '', state);
		const now = state.timestamp();
		return shownTask(state.tasks.put(stampEnd({ ...task, ...fields, updatedAt: now }, now)), state);
	},

	deleteTask: (request, state) => {
		const task = requireTask(request.params.taskId ?? '', state);
		state.tasks.delete(task.id);
		return shownTask(task, state);
	},
};

function isWanted(task: StoredTask, filters: Filters): boolean {
	const { status, dueBefore, dueAfter, conversationId, assignedToType, assignedToId } = filters;
	return (
		(status === undefined || task.status === status) &&
		(dueBefore === undefined || (task.dueDate !== null && task.dueDate < dueBefore)) &&
		(dueAfter === undefined || (task.dueDate !== null && task.dueDate > dueAfter)) &&
		(conversationId === undefined || task.context.conversationId === conversationId) &&
		(assignedToType === undefined || task.assignedTo.type === assignedToType) &&
		(assignedToId === undefined || task.assignedTo.id === assignedToId)
	);
}
