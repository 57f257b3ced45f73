import type { OperationSample } from '../liveTok.ts';

const byId = { __rl: true, mode: 'id', value: '={{ $json.id }}' };

/** One sample per operation of the Task resource. They fit the simulator's seed data: `task_1` to `task_25`. */
export const taskSamples: Readonly<Record<string, OperationSample>> = {
	'task.create': {
		parameters: {
			objective: '={{ $json.objective }}',
			assignedToType: 'user',
			assignedToId: '102',
			createdByType: 'ai_employee',
			createdById: '7',
			additionalFields: { conversationId: '1', dueDate: '2099-03-01T09:00:00Z' },
		},
		items: [{ objective: 'Call Ana' }, { objective: 'Call Ben' }],
	},
	'task.get': { parameters: { taskId: byId }, items: [{ id: 'task_1' }, { id: 'task_2' }] },
	'task.getAll': {
		parameters: { returnAll: false, limit: 2, filters: { status: 'scheduled' } },
		items: [{}, {}],
	},
	'task.update': {
		parameters: { taskId: byId, updateFields: { status: 'completed', clearFields: ['dueDate'] } },
		items: [{ id: 'task_2' }, { id: 'task_3' }],
	},
	'task.delete': { parameters: { taskId: byId }, items: [{ id: 'task_4' }, { id: 'task_5' }] },
};
