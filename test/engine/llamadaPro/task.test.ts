import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { createTask } from '../../../nodes/LlamadaPro/actions/task/create.operation.ts';
import { deleteTask } from '../../../nodes/LlamadaPro/actions/task/delete.operation.ts';
import { getTask } from '../../../nodes/LlamadaPro/actions/task/get.operation.ts';
import { getManyTasks } from '../../../nodes/LlamadaPro/actions/task/getAll.operation.ts';
import { updateTask } from '../../../nodes/LlamadaPro/actions/task/update.operation.ts';
import { taskSamples } from '../../samples/llamadaPro/task.ts';
import { llamadaProRig } from './rig.ts';

const registry = {
	task: { name: 'Task', operations: [getManyTasks, createTask, getTask, updateTask, deleteTask] },
};

/** An operation's sample with other values. */
function parameters(operation: string, more: INodeParameters = {}): INodeParameters {
	return { resource: 'task', operation, ...taskSamples[`task.${operation}`]?.parameters, options: {}, ...more };
}

const byId = (value: string) => ({ __rl: true, mode: 'id', value });

describe('llamadaPro tasks in the engine', () => {
	let rig: Awaited<ReturnType<typeof llamadaProRig>>;
	beforeEach(async () => {
		rig = await llamadaProRig({ registry });
	});
	afterEach(async () => await rig.simulator.close());

	const sent = () => rig.simulator.requests.map(({ method, path }) => `${method} ${path}`);

	describe('what is sent', () => {
		const update = (updateFields: INodeParameters) => ({ updateFields });
		const created = { objective: 'Call Ana', createdBy: { type: 'ai_employee', id: '7' } };
		const cases: ReadonlyArray<{
			name: string;
			operation: string;
			more?: INodeParameters;
			request: string;
			body?: IDataObject;
		}> = [
			{
				name: 'a task with conversation and due date',
				operation: 'create',
				request: 'POST /api/v1/tasks',
				body: {
					...created,
					context: { conversationId: 1 },
					assignedTo: { type: 'user', id: '102' },
					dueDate: '2099-03-01T09:00:00.000Z',
				},
			},
			{
				name: 'a task with as little as possible; ids of a sheet become texts',
				operation: 'create',
				more: { assignedToType: 'ai_employee', assignedToId: '={{ 12 }}', additionalFields: {} },
				request: 'POST /api/v1/tasks',
				body: { ...created, context: {}, assignedTo: { type: 'ai_employee', id: '12' } },
			},
			{
				name: 'a task with more context and a state; empty fields are left out',
				operation: 'create',
				more: {
					additionalFields: {
						conversationId: '={{ 5 }}',
						contextJson: '{ "contactId": 9, "conversationId": 5 }',
						dueDate: '',
						status: 'completed',
					},
				},
				request: 'POST /api/v1/tasks',
				body: {
					...created,
					context: { contactId: 9, conversationId: 5 },
					assignedTo: { type: 'user', id: '102' },
					status: 'completed',
				},
			},
			{ name: 'a read', operation: 'get', request: 'GET /api/v1/tasks/task_1' },
			{ name: 'a deletion', operation: 'delete', request: 'DELETE /api/v1/tasks/task_4' },
			{
				name: 'an update that sets one thing and clears another',
				operation: 'update',
				request: 'PUT /api/v1/tasks/task_2',
				body: { status: 'completed', dueDate: null },
			},
			{
				name: 'an update of everything',
				operation: 'update',
				more: update({
					assignedToId: '9',
					assignedToType: 'ai_employee',
					cancellationReason: 'Not needed',
					cancelledAt: '2026-03-01T09:00:00Z',
					completedAt: '2026-03-02T10:00:00+01:00',
					contextJson: '={{ { contactId: 4 } }}',
					conversationId: '3',
					dueDate: '2026-03-03',
					objective: 'Write',
					publishedAt: '={{ DateTime.fromISO("2026-03-04T00:00:00Z") }}',
					status: 'cancelled',
				}),
				request: 'PUT /api/v1/tasks/task_2',
				body: {
					assignedTo: { type: 'ai_employee', id: '9' },
					cancellationReason: 'Not needed',
					cancelledAt: '2026-03-01T09:00:00.000Z',
					completedAt: '2026-03-02T09:00:00.000Z',
					context: { contactId: 4, conversationId: 3 },
					dueDate: '2026-03-02T23:00:00.000Z',
					objective: 'Write',
					publishedAt: '2026-03-04T00:00:00.000Z',
					status: 'cancelled',
				},
			},
			{
				name: 'an update that clears all that can be cleared',
				operation: 'update',
				more: update({
					clearFields: ['cancellationReason', 'cancelledAt', 'completedAt', 'dueDate', 'publishedAt'],
				}),
				request: 'PUT /api/v1/tasks/task_2',
				body: { cancellationReason: null, cancelledAt: null, completedAt: null, dueDate: null, publishedAt: null },
			},
			{
				name: 'an update whose other fields are empty: they stay as they are',
				operation: 'update',
				more: update({ status: 'scheduled', dueDate: '', cancellationReason: ' ', contextJson: '{}', clearFields: [] }),
				request: 'PUT /api/v1/tasks/task_2',
				body: { status: 'scheduled' },
			},
		];
		it.each(cases)('$name', async ({ operation, more, request, body }) => {
			const { error, outputs } = await rig.run({
				parameters: parameters(operation, more),
				items: taskSamples[`task.${operation}`]?.items.slice(0, 1),
			});
			expect(error).toBeUndefined();
			expect(sent()).toEqual([request]);
			expect(rig.simulator.requests[0]?.body).toEqual(body);
			expect(rig.simulator.requests[0]?.headers['x-api-key']).toBe('lp_sandbox_key');
			expect(outputs[0]).toEqual([
				{ json: expect.objectContaining({ id: expect.stringMatching(/^task_/) }), pairedItem: { item: 0 } },
			]);
		});
	});

	it('an update shows in the answer and is kept', async () => {
		const { outputs } = await rig.run({ parameters: parameters('update'), items: [{ id: 'task_2' }] });
		expect(outputs[0]?.[0]?.json).toEqual(
			expect.objectContaining({ status: 'completed', dueDate: null, completedAt: expect.any(String) }),
		);
		expect(rig.simulator.state.tasks.get('task_2')?.dueDate).toBeNull();
	});

	it('a deleted task is returned, and gone', async () => {
		const { outputs } = await rig.run({ parameters: parameters('delete'), items: [{ id: 'task_4' }] });
		expect(outputs[0]?.[0]?.json).toEqual(expect.objectContaining({ id: 'task_4', cancellationReason: 'Not needed' }));
		expect(rig.simulator.state.tasks.get('task_4')).toBeUndefined();
	});

	describe('the list', () => {
		const list = (filters: INodeParameters, more: INodeParameters = { returnAll: true }) =>
			parameters('getAll', { limit: 50, filters, ...more });

		it.each([
			{ name: 'no filter', filters: {}, query: {}, count: 25 },
			{ name: 'a state', filters: { status: 'overdue' }, query: { status: 'overdue' }, count: 5 },
			{
				name: 'the assignee',
				filters: { assignedToType: 'ai_employee', assignedToId: '={{ 7 }}' },
				query: { assignedToType: 'ai_employee', assignedToId: '7' },
				count: 6,
			},
			{ name: 'a conversation', filters: { conversationId: '2' }, query: { conversationId: '2' }, count: 5 },
			{
				name: 'due dates',
				filters: { dueAfter: '2025-01-01T00:00:00Z', dueBefore: '={{ DateTime.fromISO("2026-01-01T00:00:00Z") }}' },
				query: { dueAfter: '2025-01-01T00:00:00.000Z', dueBefore: '2026-01-01T00:00:00.000Z' },
				count: 15,
			},
			{
				name: 'filters that an expression left empty',
				filters: { status: '={{ "" }}', assignedToId: '={{ null }}', dueAfter: '', conversationId: '={{ "" }}' },
				query: {},
				count: 25,
			},
		])('filters by $name', async ({ filters, query, count }) => {
			const { outputs, error } = await rig.run({ parameters: list(filters) });
			expect(error).toBeUndefined();
			expect(rig.simulator.requests.map((request) => request.query)).toEqual([{ limit: '100', ...query }]);
			expect(outputs[0]).toHaveLength(count);
		});

		it('reads every page once and sends the filters with each', async () => {
			const task = rig.simulator.state.tasks.get('task_2');
			if (task === undefined) throw new Error('The simulator has no task_2');
			for (let number = 26; number <= 230; number += 1) {
				rig.simulator.state.tasks.add({ ...task, id: `task_${number}` });
			}
			const all = await rig.run({ parameters: list({ status: 'scheduled' }) });
			const ids = all.outputs[0]?.map(({ json }) => json.id);
			expect(ids).toHaveLength(215);
			expect(new Set(ids).size).toBe(215);
			expect(rig.simulator.requests.map(({ query }) => [query.limit, query.status])).toEqual(
				[1, 2, 3].map(() => ['100', 'scheduled']),
			);

			const some = await rig.run({ parameters: list({}, { returnAll: false, limit: 130 }) });
			expect(some.outputs[0]).toHaveLength(130);
			expect(rig.simulator.requests.slice(3).map(({ query }) => query.limit)).toEqual(['100', '30']);
		});

		it('lists once per input item and pairs the rows', async () => {
			const { outputs } = await rig.run({ parameters: parameters('getAll'), items: [{}, {}] });
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([0, 0, 1, 1].map((item) => ({ item })));
		});
	});

	describe('refused before anything is sent', () => {
		const cases: ReadonlyArray<{ name: string; operation: string; more: INodeParameters; error: string }> = [
			{
				name: 'no objective',
				operation: 'create',
				more: { objective: '={{ " " }}' },
				error: '"Objective" is empty',
			},
			{
				name: 'no assignee',
				operation: 'create',
				more: { assignedToId: '={{ "" }}' },
				error: '"Assigned To ID" is empty',
			},
			{
				name: 'no creator',
				operation: 'create',
				more: { createdById: '={{ "" }}' },
				error: '"Created By ID" is empty',
			},
			{
				name: 'an assignee of an unknown kind',
				operation: 'create',
				more: { assignedToType: '={{ "team" }}' },
				error: '"Assigned To Type" has to be one of user, ai_employee, not "team"',
			},
			{
				name: 'a due date that is none',
				operation: 'create',
				more: { additionalFields: { dueDate: '={{ "tomorrow" }}' } },
				error: '"Additional Fields > Due Date" has to be a date such as 2026-03-01T09:00:00Z. Received: "tomorrow"',
			},
			{
				name: 'a conversation that is no number',
				operation: 'create',
				more: { additionalFields: { conversationId: 'conv-1' } },
				error: '"Additional Fields > Conversation ID" has to be a whole number. Received: "conv-1"',
			},
			{
				name: 'a context that is no object',
				operation: 'create',
				more: { additionalFields: { contextJson: '[1]' } },
				error: '"Additional Fields > Context (JSON)" has to be an object',
			},
			{
				name: 'two conversations',
				operation: 'create',
				more: { additionalFields: { conversationId: '1', contextJson: '{ "conversationId": 2 }' } },
				error: '"Additional Fields > Context (JSON)" names another conversation than the Conversation ID field',
			},
			{
				name: 'the state of the vendor’s own example, which its list of states does not have',
				operation: 'getAll',
				more: { filters: { status: '={{ "pending" }}' } },
				error: '"Filters > Status" has to be one of completed, cancelled, scheduled, overdue, not "pending"',
			},
			{
				name: 'an update of nothing',
				operation: 'update',
				more: { updateFields: {} },
				error: '"Update Fields" is empty: add at least one field to change',
			},
			{
				name: 'an update with empty fields only',
				operation: 'update',
				more: { updateFields: { dueDate: '', clearFields: [], contextJson: '{}' } },
				error: '"Update Fields" is empty: add at least one field to change',
			},
			{
				name: 'a date that is set and cleared',
				operation: 'update',
				more: { updateFields: { dueDate: '2026-03-01', clearFields: ['publishedAt', 'dueDate'] } },
				error: '"Update Fields > Clear Fields" names Due Date, which is set as well. Keep one of the two.',
			},
			{
				name: 'clearing what cannot be cleared',
				operation: 'update',
				more: { updateFields: { clearFields: ['objective'] } },
				error: 'has to be one of cancellationReason, cancelledAt, completedAt, dueDate, publishedAt, not "objective"',
			},
			{
				name: 'half an assignee',
				operation: 'update',
				more: { updateFields: { assignedToId: '9' } },
				error: '"Update Fields" needs Assigned To Type and Assigned To ID together',
			},
			{
				name: 'an empty objective',
				operation: 'update',
				more: { updateFields: { objective: '={{ "" }}' } },
				error: '"Update Fields > Objective" is empty',
			},
			{ name: 'no task chosen', operation: 'get', more: { taskId: byId('={{ "" }}') }, error: '"Task" is empty' },
			{
				name: 'an id that climbs',
				operation: 'delete',
				more: { taskId: byId('..') },
				error: 'is incomplete or has a wrong value',
			},
		];
		it.each(cases)('$name', async ({ operation, more, error }) => {
			const { outputs } = await rig.run({
				parameters: parameters(operation, more),
				items: taskSamples[`task.${operation}`]?.items.slice(0, 1),
				onError: 'continueErrorOutput',
			});
			expect(outputs[1]).toEqual([
				{
					json: expect.objectContaining({
						error: expect.stringContaining(error),
						details: expect.objectContaining({ outcome: 'notSent' }),
					}),
					pairedItem: { item: 0 },
				},
			]);
			expect(rig.simulator.requests).toEqual([]);
		});
	});

	it.each(['get', 'update', 'delete'])('an unknown task: %s says so on its own item', async (operation) => {
		const { outputs } = await rig.run({
			parameters: parameters(operation),
			items: [{ id: 'task_5' }, { id: 'task_none' }, { id: 'task_6' }],
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.id, pairedItem])).toEqual([
			['task_5', { item: 0 }],
			['task_6', { item: 2 }],
		]);
		expect(outputs[1]).toEqual([
			{
				json: expect.objectContaining({
					error: 'LlamadaPro: Task task_none does not exist.',
					details: expect.objectContaining({ outcome: 'failed', httpStatus: 404 }),
				}),
				pairedItem: { item: 1 },
			},
		]);
	});

	describe('a lost answer', () => {
		it('leaves a creation open and is not followed by another try', async () => {
			rig.simulator.faults.add({ match: { method: 'POST' }, fault: { type: 'cutAfter' } });
			const { outputs } = await rig.run({
				parameters: parameters('create'),
				items: [{ objective: 'Call Ana' }],
				onError: 'continueErrorOutput',
			});
			expect(outputs[1]?.[0]?.json).toEqual(
				expect.objectContaining({
					error: expect.stringContaining('Outcome unknown'),
					details: expect.objectContaining({
						outcome: 'unknown',
						advice: expect.stringContaining('the record may or may not have been created'),
					}),
				}),
			);
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it('is followed by another try of a deletion, which then finds nothing and has succeeded', async () => {
			rig.simulator.faults.add({ match: { method: 'DELETE' }, times: 1, fault: { type: 'cutAfter' } });
			const { outputs, error } = await rig.run({ parameters: parameters('delete'), items: [{ id: 'task_4' }] });
			expect(error).toBeUndefined();
			expect(outputs[0]?.[0]?.json).toEqual({ id: 'task_4' });
			expect(sent()).toEqual(['DELETE /api/v1/tasks/task_4', 'DELETE /api/v1/tasks/task_4']);
		});
	});

	it.each([
		{ name: 'null', operation: 'get', json: null },
		{ name: 'a list', operation: 'get', json: [] },
		{ name: 'null', operation: 'getAll', json: null },
		{ name: 'a list without items', operation: 'getAll', json: { items: null } },
	])('$operation: $name instead of what is documented is an error', async ({ operation, json }) => {
		rig.simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json } });
		const { error, outputs } = await rig.run({ parameters: parameters(operation), items: [{ id: 'task_1' }] });
		expect(error?.message).toBe("LlamadaPro's answer is not what its documentation describes");
		expect(outputs.flat()).toEqual([]);
	});
});
