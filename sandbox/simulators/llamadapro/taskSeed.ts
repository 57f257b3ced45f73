import type { StoredTask } from './taskEntity.ts';

const firstCreatedAt = Date.UTC(2025, 0, 10, 12);
const dayMs = 86_400_000;
const past = '2025-03-01T15:00:00.000Z';
const farFuture = '2099-12-31T15:00:00.000Z';

/** The five kinds of task, in turn: 1 completed, 2 scheduled, 3 overdue, 4 cancelled, 5 without a due date. */
const kinds: Array<Pick<StoredTask, 'status' | 'dueDate' | 'completedAt' | 'cancelledAt' | 'cancellationReason'>> = [
	{ status: 'completed', dueDate: past, completedAt: past, cancelledAt: null, cancellationReason: null },
	{ status: 'scheduled', dueDate: farFuture, completedAt: null, cancelledAt: null, cancellationReason: null },
	{ status: 'scheduled', dueDate: past, completedAt: null, cancelledAt: null, cancellationReason: null },
	{ status: 'cancelled', dueDate: past, completedAt: null, cancelledAt: past, cancellationReason: 'Not needed' },
	{ status: 'scheduled', dueDate: null, completedAt: null, cancelledAt: null, cancellationReason: null },
];

const objectives = ['Call back about the offer', 'Send the contract', 'Confirm the visit'];

/** `count` tasks, the same at every call: `task_1` upwards; see `kinds` for their order. */
export function seedTasks(count: number, tenantId: string): StoredTask[] {
	return Array.from({ length: count }, (_, index) => {
		const kind = kinds[index % kinds.length] ?? {
			status: 'scheduled',
			dueDate: null,
			completedAt: null,
			cancelledAt: null,
			cancellationReason: null,
		};
		const number = index + 1;
		const createdAt = new Date(firstCreatedAt + index * dayMs).toISOString();
		return {
			...kind,
			id: `task_${number}`,
			tenantId,
			createdAt,
			updatedAt: createdAt,
			context: { conversationId: 1 + (index % 5), contactId: number },
			objective: `${objectives[index % objectives.length] ?? ''} (${number})`,
			createdBy: { type: 'user', id: '101' },
			assignedTo:
				number % 4 === 0 ? { type: 'ai_employee', id: '7' } : { type: 'user', id: String(101 + (number % 3)) },
			publishedAt: number % 2 === 0 ? createdAt : null,
		};
	});
}
