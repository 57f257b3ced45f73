import { listReader, polledEvent } from '../../shared/triggers/poll/event';
import { routes, taskPages } from '../api';
import type { Task, taskStatuses } from '../schemas/task';
import { taskFilterParameters, type TaskFilters, taskFilters } from './taskFilters';

const hourMs = 3_600_000;

/** A vendor that keeps time in seconds, or leaves out the moment itself, must not hide what falls on it. */
const edgeMs = 1_000;

interface Selection {
	readonly status?: (typeof taskStatuses)[number];
	/** Whether only tasks that were due since a moment are asked for. */
	readonly narrowsByDueDate?: true;
}

/** Tasks cannot be sorted (section 5.2): what is new is found by the count, and by what narrows the list. */
const tasks = ({ status, narrowsByDueDate }: Selection) =>
	listReader({
		route: routes.listTasks,
		style: taskPages,
		total: ({ totalCount }) => totalCount,
		input: ({ filters }: TaskFilters, from) => ({
			query: {
				...filters,
				...(status === undefined ? {} : { status }),
				...(narrowsByDueDate === undefined || from === undefined
					? {}
					: { dueAfter: new Date(from - edgeMs).toISOString() }),
			},
		}),
	});

const common = { properties: [taskFilters], parameters: taskFilterParameters, order: 'unknown' } as const;

export const taskEvents = [
	polledEvent<Task, TaskFilters>({
		...common,
		name: 'New Task',
		value: 'newTask',
		description:
			'A task was created. LlamadaPro cannot sort tasks: with nothing new a poll costs one request, otherwise one for every 100 tasks that the filters leave.',
		read: tasks({}),
		key: ({ id }) => id,
		moment: ({ createdAt }) => createdAt,
		momentField: 'createdAt',
		overlapMs: hourMs,
	}),
	polledEvent<Task, TaskFilters>({
		...common,
		name: 'Updated Task',
		value: 'updatedTask',
		description:
			'A task was changed after it was created. LlamadaPro can neither sort tasks nor say which have changed: every poll costs one request for every 100 tasks that the filters leave.',
		read: tasks({}),
		readsWholeList: true,
		key: ({ id, updatedAt }) => `${id}@${updatedAt ?? ''}`,
		moment: ({ updatedAt }) => updatedAt,
		momentField: 'updatedAt',
		overlapMs: hourMs,
		isWanted: ({ createdAt, updatedAt }) => createdAt !== updatedAt,
	}),
	polledEvent<Task, TaskFilters>({
		...common,
		name: 'Task Overdue',
		value: 'taskOverdue',
		description:
			'The due date of a task has passed. Once for every due date: a task that gets a new one may become overdue again. A task whose due date is put more than a day before that of the latest overdue task is not found.',
		read: tasks({ status: 'overdue', narrowsByDueDate: true }),
		isNarrowed: true,
		key: ({ id, dueDate }) => `${id}@${dueDate ?? ''}`,
		moment: ({ dueDate }) => dueDate,
		momentField: 'dueDate',
		overlapMs: 24 * hourMs,
	}),
	polledEvent<Task, TaskFilters>({
		...common,
		name: 'Task Completed',
		value: 'taskCompleted',
		description:
			'A task was completed. With nothing new a poll costs one request, otherwise one for every 100 completed tasks that the filters leave; the 5,000 that were completed last are watched.',
		read: tasks({ status: 'completed' }),
		key: ({ id, completedAt }) => `${id}@${completedAt ?? ''}`,
		moment: ({ completedAt, updatedAt }) => completedAt ?? updatedAt,
		momentField: 'completedAt',
		overlapMs: Infinity,
	}),
];
