import type { INodeParameters } from 'n8n-workflow';

import { LlamadaProApi } from '../../../../credentials/LlamadaProApi.credentials.ts';
import { LlamadaProTrigger } from '../../../../nodes/LlamadaPro/LlamadaProTrigger.node.ts';
import {
	type Assumptions,
	type Contact,
	type LlamadaProSimulator,
	sandboxKey,
	startLlamadaProSimulator,
	type StoredTask,
} from '../../../../sandbox/simulators/llamadapro/index.ts';
import { PollingTrigger } from './rig.ts';

let rigs = 0;

export interface LlamadaProRig {
	readonly simulator: LlamadaProSimulator;
	/** A trigger on the simulator. */
	trigger(parameters: INodeParameters, budgetMs?: number): PollingTrigger;
	/** How many requests were made since the last call. */
	requests(): number;
	/** Adds contacts, one for each difference from an ordinary one. */
	addContacts(...differences: Array<Partial<Contact>>): number[];
	/** Adds tasks, one for each difference from an ordinary one. */
	addTasks(...differences: Array<Partial<StoredTask>>): string[];
	/** Changes a contact as LlamadaPro does: now. */
	changeContact(id: number, change: Partial<Contact>): void;
	changeTask(id: string, change: Partial<StoredTask>): void;
}

/** The LlamadaPro trigger and its simulator. */
export async function llamadaProRig(assumptions: Partial<Assumptions> = {}): Promise<LlamadaProRig> {
	rigs += 1;
	const credentialId = `poll-${rigs}`;
	const simulator = await startLlamadaProSimulator({ assumptions });
	const { state } = simulator;
	let counted = 0;
	const now = () => new Date(state.now()).toISOString();
	return {
		simulator,
		trigger: (parameters, budgetMs) =>
			new PollingTrigger({
				node: new LlamadaProTrigger(),
				parameters,
				credentials: {
					llamadaProApi: {
						apiKey: sandboxKey,
						baseUrl: simulator.url,
						headerName: 'x-api-key',
						valuePrefix: '',
					},
				},
				credentialTypes: [new LlamadaProApi()],
				credentialId,
				budgetMs,
			}),
		requests: () => {
			const all = simulator.stats().requests;
			const made = all - counted;
			counted = all;
			return made;
		},
		addContacts: (...differences) =>
			differences.map((difference) => {
				const [model] = state.contacts.all();
				if (model === undefined) throw new Error('There is no contact to copy');
				const id = state.contacts.nextId();
				const createdAt = difference.createdAt ?? now();
				return state.contacts.put({ ...model, createdAt, updatedAt: createdAt, ...difference, id }).id;
			}),
		addTasks: (...differences) =>
			differences.map((difference) => {
				const id = state.tasks.nextId();
				const createdAt = difference.createdAt ?? now();
				return state.tasks.put({
					tenantId: 'sandbox-company',
					context: {},
					objective: 'Call back',
					createdBy: { type: 'user', id: '101' },
					assignedTo: { type: 'user', id: '101' },
					publishedAt: null,
					dueDate: null,
					completedAt: null,
					cancelledAt: null,
					cancellationReason: null,
					status: 'scheduled',
					createdAt,
					updatedAt: createdAt,
					...difference,
					id,
				}).id;
			}),
		changeContact: (id, change) => {
			const contact = state.contacts.get(id);
			if (contact === undefined) throw new Error(`There is no contact ${id}`);
			state.contacts.put({ ...contact, updatedAt: now(), ...change });
		},
		changeTask: (id, change) => {
			const task = state.tasks.get(id);
			if (task === undefined) throw new Error(`There is no task ${id}`);
			state.tasks.put({ ...task, updatedAt: now(), ...change });
		},
	};
}

/** As many times the same. */
export const times = <Item>(count: number, item: (index: number) => Item): Item[] =>
	Array.from({ length: count }, (_, index) => item(index));

/** The ids of what was emitted. */
export const idsOf = (items: ReadonlyArray<{ readonly [key: string]: unknown }>): unknown[] =>
	items.map(({ id }) => id);
