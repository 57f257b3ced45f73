import { idsOf, llamadaProRig, type LlamadaProRig, times } from './llamadaProRig.ts';

const minutes = 60_000;
const hours = 60 * minutes;

describe.each([{ listOrder: 'oldestFirst' }, { listOrder: 'newestFirst' }] as const)(
	'llamadaProTrigger: tasks, where LlamadaPro lists the $listOrder',
	({ listOrder }) => {
		let rig: LlamadaProRig;
		beforeEach(async () => {
			rig = await llamadaProRig({ listOrder });
		});
		afterEach(async () => await rig.simulator.close());

		const at = (ms: number): string => new Date(rig.simulator.state.now() + ms).toISOString();

		it('emits 500 new tasks once each, also of one moment', async () => {
			const trigger = rig.trigger({ event: 'newTask' });
			expect(await trigger.activate()).toEqual([]);
			const createdAt = at(0);
			const added = rig.addTasks(...times(500, (index) => ({ createdAt: index < 200 ? at(index - 500) : createdAt })));
			const emitted = idsOf(await trigger.poll());
			expect([...emitted].sort()).toEqual([...added].sort());
			const more = rig.addTasks({});
			expect(idsOf(await trigger.poll())).toEqual(more);
			expect(await trigger.restart()).toEqual([]);
		});

		it('finds a task in the place of one that went before n8n crashed', async () => {
			rig.addTasks(...times(150, () => ({ createdAt: '2025-02-20T10:00:00.000Z' })));
			const trigger = rig.trigger({ event: 'newTask' });
			await trigger.activate();
			rig.addTasks({});
			expect(await trigger.poll()).toHaveLength(1);
			rig.simulator.state.tasks.delete('task_2');
			// n8n does not store what a poll without events has learned: the count is that of before.
			expect(await trigger.poll()).toEqual([]);
			const added = rig.addTasks({});
			expect(idsOf(await trigger.restart())).toEqual(added);
		});

		it('costs one request with nothing new among 10,000 tasks', async () => {
			rig.addTasks(...times(9_975, (index) => ({ createdAt: at((index - 9_975) * minutes) })));
			const trigger = rig.trigger({ event: 'newTask' });
			await trigger.activate();
			rig.requests();
			for (let poll = 0; poll < 3; poll += 1) expect(await trigger.poll()).toEqual([]);
			expect(rig.requests()).toBe(3);
		}, 60_000);

		it('asks for the tasks that the filters leave, and no others', async () => {
			const filters = { assignedToType: 'user', assignedToId: '102', conversationId: '3' };
			const trigger = rig.trigger({ event: 'newTask', filters });
			await trigger.activate();
			const wanted = { assignedTo: { type: 'user', id: '102' }, context: { conversationId: 3 } };
			const [id] = rig.addTasks(wanted, { ...wanted, context: {} }, { assignedTo: { type: 'ai_employee', id: '102' } });
			expect(idsOf(await trigger.poll())).toEqual([id]);
			expect(rig.simulator.requests.at(-1)?.query).toEqual({
				limit: '100',
				assignedToType: 'user',
				assignedToId: '102',
				conversationId: '3',
			});
		});

		it('emits every version of a changed task once, and no new one', async () => {
			rig.addTasks(...times(250, () => ({ createdAt: '2025-02-20T10:00:00.000Z' })));
			const trigger = rig.trigger({ event: 'updatedTask' });
			await trigger.activate();
			rig.addTasks({});
			rig.changeTask('task_7', { objective: 'Changed' });
			rig.changeTask('task_270', { status: 'completed' });
			expect(idsOf(await trigger.poll()).sort()).toEqual(['task_270', 'task_7']);
			expect(await trigger.poll()).toEqual([]);
			rig.changeTask('task_7', { objective: 'Changed again', updatedAt: at(5) });
			expect(await trigger.poll()).toMatchObject([{ id: 'task_7', objective: 'Changed again' }]);
			expect(await trigger.restart()).toEqual([]);
		});

		it('emits a task when its due date passes, once for every due date', async () => {
			const dueDate = at(30 * minutes);
			const [id = ''] = rig.addTasks({ dueDate }, { dueDate: at(10 * hours) });
			const trigger = rig.trigger({ event: 'taskOverdue' });
			await trigger.activate();
			expect(await trigger.poll()).toEqual([]);
			rig.simulator.state.passTime(hours);
			expect(await trigger.poll()).toMatchObject([{ id, dueDate, status: 'overdue' }]);
			expect(await trigger.poll()).toEqual([]);
			rig.changeTask(id, { objective: 'Changed, still overdue' });
			expect(await trigger.restart()).toEqual([]);
			rig.changeTask(id, { dueDate: at(minutes) });
			expect(await trigger.poll()).toEqual([]);
			rig.simulator.state.passTime(2 * minutes);
			expect(idsOf(await trigger.poll())).toEqual([id]);
		});

		it('finds a task that is overdue later than others with the same due date, and one that takes another’s place', async () => {
			const [first = '', second = ''] = rig.addTasks({ dueDate: at(minutes) }, {});
			const trigger = rig.trigger({ event: 'taskOverdue' });
			await trigger.activate();
			rig.simulator.state.passTime(5 * minutes);
			expect(idsOf(await trigger.poll())).toEqual([first]);
			const dueDate = rig.simulator.state.tasks.get(first)?.dueDate ?? null;
			// As many overdue tasks as before, but others.
			rig.changeTask(first, { status: 'completed' });
			rig.changeTask(second, { dueDate });
			expect(idsOf(await trigger.poll())).toEqual([second]);
		});

		it('costs one request with nothing new among 10,000 overdue tasks', async () => {
			rig.addTasks(...times(9_975, (index) => ({ dueDate: at((index - 9_980) * hours) })));
			const trigger = rig.trigger({ event: 'taskOverdue' });
			await trigger.activate();
			rig.requests();
			for (let poll = 0; poll < 3; poll += 1) expect(await trigger.poll()).toEqual([]);
			expect(rig.requests()).toBe(3);
		}, 60_000);

		it('emits 300 tasks that become overdue at one moment once each, then costs one request again', async () => {
			const dueDate = at(minutes);
			const added = rig.addTasks(...times(300, () => ({ dueDate })));
			const trigger = rig.trigger({ event: 'taskOverdue' });
			await trigger.activate();
			rig.simulator.state.passTime(2 * minutes);
			expect(idsOf(await trigger.poll()).sort()).toEqual([...added].sort());
			// The list begins elsewhere now: how long it is has to be learned once.
			expect(await trigger.poll()).toEqual([]);
			rig.requests();
			expect(await trigger.poll()).toEqual([]);
			expect(rig.requests()).toBe(1);
		});

		it('emits a task when it is completed, once for every completion', async () => {
			const trigger = rig.trigger({ event: 'taskCompleted' });
			await trigger.activate();
			const [id = ''] = rig.addTasks({});
			rig.addTasks({ status: 'cancelled', cancelledAt: at(0) });
			expect(await trigger.poll()).toEqual([]);
			rig.changeTask(id, { status: 'completed', completedAt: '2020-01-01T00:00:00.000Z' });
			expect(await trigger.poll()).toMatchObject([{ id, completedAt: '2020-01-01T00:00:00.000Z' }]);
			rig.changeTask('task_1', { objective: 'Completed long ago, changed now' });
			expect(await trigger.poll()).toEqual([]);
			expect(await trigger.restart()).toEqual([]);
			rig.changeTask(id, { status: 'scheduled', completedAt: null });
			expect(await trigger.poll()).toEqual([]);
			rig.changeTask(id, { status: 'completed', completedAt: at(0) });
			expect(idsOf(await trigger.poll())).toEqual([id]);
		});

		it('emits 500 completions once each, with a poll that fails half way', async () => {
			const trigger = rig.trigger({ event: 'taskCompleted' });
			await trigger.activate();
			const done = { status: 'completed', completedAt: at(0) } as const;
			const added = rig.addTasks(...times(500, () => done));
			rig.simulator.faults.add({ after: 3, times: 1, fault: { type: 'status', status: 500 } });
			await expect(trigger.poll()).rejects.toThrow();
			expect(idsOf(await trigger.poll()).sort()).toEqual([...added].sort());
			rig.requests();
			expect(await trigger.poll()).toEqual([]);
			expect(rig.requests()).toBe(1);
		});

		it('shows the latest tasks for "Fetch test event"', async () => {
			const [id] = rig.addTasks({});
			const sample = await rig.trigger({ event: 'newTask' }).fetchTestEvent();
			expect(idsOf(sample)[0]).toBe(id);
			expect(rig.requests()).toBe(1);
		});
	},
);
