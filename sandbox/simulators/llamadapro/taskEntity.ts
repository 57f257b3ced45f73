import { notFound } from './errors.ts';
import type { FreeObject } from './schema.ts';
import type { LlamadaProState } from './state.ts';

export const taskStatuses = ['completed', 'cancelled', 'scheduled', 'overdue'] as const;
export type TaskStatus = (typeof taskStatuses)[number];

/** A task as it is kept; answers have it with `status` as the clock sees it, see `shownTask` (section 6). */
export interface StoredTask {
	readonly id: string;
	readonly tenantId: string;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly context: FreeObject;
	readonly objective: string;
	readonly createdBy: FreeObject;
	readonly assignedTo: FreeObject;
	readonly publishedAt: string | null;
	readonly dueDate: string | null;
	readonly completedAt: string | null;
	readonly cancelledAt: string | null;
	readonly cancellationReason: string | null;
	readonly status: TaskStatus;
}

/** The task as answers have it: overdue when it is still scheduled after its due date (section 9). */
export function shownTask(task: StoredTask, state: LlamadaProState): StoredTask {
	const late = task.dueDate !== null && Date.parse(task.dueDate) < state.now();
	return task.status === 'scheduled' && late ? { ...task, status: 'overdue' } : task;
}

/** The task of this id, or a 404. */
export function requireTask(id: string, state: LlamadaProState): StoredTask {
	const task = state.tasks.get(id);
	if (task === undefined) throw notFound(`Task ${id}`);
	return task;
}

/** Fills in the moment of an end that the client did not send (section 9). */
export function stampEnd(task: StoredTask, now: string): StoredTask {
	if (task.status === 'completed' && task.completedAt === null) return { ...task, completedAt: now };
	if (task.status === 'cancelled' && task.cancelledAt === null) return { ...task, cancelledAt: now };
	return task;
}
