import type { IDataObject, INodeExecutionData, IPollFunctions, WorkflowActivateMode } from 'n8n-workflow';

import { type ApiClient, openClient } from '../../http/client';
import type { VendorProfile } from '../../http/vendor';
import { toNodeError } from '../../runtime/nodeErrors';
import { checkFields } from '../../runtime/fieldChecks';
import type { AnyPolledEvent } from './event';
import { learn } from './learn';
import { Memory, readMemory } from './memory';
import type { Watch } from './pages';
import { eventParameter, readWhenActivatedAgain } from './properties';
import { latest } from './sample';
import { catchUp, type Happening } from './sweep';

/** Contexts of n8n that have polled before: one lives as long as the trigger is active. */
const started = new WeakSet<IPollFunctions>();

/** How n8n starts a trigger that was not running. A poll of its own scheduler comes as an update. */
const startingModes: readonly WorkflowActivateMode[] = ['activate', 'init', 'leadershipChange'];

/** Contexts of n8n in the middle of a poll. */
const polling = new WeakSet<IPollFunctions>();

/**
 * The `poll` function of a trigger node. What it keeps in n8n's static data is the account of what was seen, never the
 * time of a poll: n8n stores it only when something is emitted, so an older copy has to give the same events.
 *
 * @returns what happened since the last poll, oldest first, one item each; null when there is nothing.
 * Throws n8n's own error; nothing is taken as seen then.
 */
export async function pollForEvents(
	context: IPollFunctions,
	vendor: VendorProfile,
	events: readonly AnyPolledEvent[],
): Promise<INodeExecutionData[][] | null> {
	// A poll may take longer than the interval: the next one would find the same news.
	if (polling.has(context)) return null;
	polling.add(context);
	try {
		const found = await (context.getMode() === 'manual' ? showSample : pollOnce)(context, vendor, events);
		return found.length === 0 ? null : [found.map((item) => ({ json: item as IDataObject }))];
	} catch (problem) {
		throw toNodeError(context.getNode(), problem).error;
	} finally {
		polling.delete(context);
	}
}

async function pollOnce(
	context: IPollFunctions,
	vendor: VendorProfile,
	events: readonly AnyPolledEvent[],
): Promise<object[]> {
	const watch = await startWatch(context, vendor, events);
	const configuration = configurationOf(context, vendor, watch.event);
	const staticData = context.getWorkflowStaticData('node');
	const isFirstPoll = !started.has(context) && startingModes.includes(context.getActivationMode());
	const isActivation = isFirstPoll && context.getActivationMode() === 'activate';
	const forgets = isActivation && readWhenActivatedAgain(context) === 'startFromNow';
	const memory = (forgets ? undefined : readMemory(staticData.memory, configuration)) ?? Memory.empty(configuration);
	let happenings: readonly Happening[] = [];
	if (memory.isEmpty) {
		await learn(watch, memory);
	} else {
		// What was stored may be older than what the last poll saw: a count tells nothing then.
		if (isFirstPoll) memory.count = undefined;
		happenings = await catchUp(watch, memory);
	}
	// Last of all: a poll that did not succeed has seen nothing.
	staticData.memory = memory.toStored();
	started.add(context);
	return happenings.map(({ item }) => item);
}

/** For "Fetch test event": some of the latest records, with one request. Remembers nothing. */
async function showSample(
	context: IPollFunctions,
	vendor: VendorProfile,
	events: readonly AnyPolledEvent[],
): Promise<object[]> {
	return await latest(await startWatch(context, vendor, events));
}

async function startWatch(
	context: IPollFunctions,
	vendor: VendorProfile,
	events: readonly AnyPolledEvent[],
): Promise<Watch> {
	const chosen = context.getNodeParameter(eventParameter) as string;
	const event = events.find(({ value }) => value === chosen);
	if (event === undefined) throw new Error(`There is no event "${chosen}"`);
	const values = event.properties.map(({ name, type }): [string, unknown] => {
		const options = type === 'resourceLocator' ? { extractValue: true } : undefined;
		return [name, context.getNodeParameter(name, undefined, options) ?? undefined];
	});
	const parameters = checkFields(event.parameters, Object.fromEntries(values), event.properties);
	const budgetMs = budgetOf(context);
	const client = await openClient(context, vendor, {
		timeoutMs: Math.min(vendor.timeoutMs, budgetMs / 4),
		retry: { tries: 3, waitBudgetMs: Math.min(60_000, budgetMs / 4), firstDelayMs: 1_000, longestDelayMs: 10_000 },
	});
	return { event, parameters, client, isOutOfTime: outOfTime(client, budgetMs) };
}

/** How long this poll may take. Hosts before 2.40 do not say: then it has to end within the shortest interval. */
function budgetOf(context: Partial<Pick<IPollFunctions, 'getPollBudgetMs'>>): number {
	return context.getPollBudgetMs?.() ?? 60_000;
}

function outOfTime(client: ApiClient, budgetMs: number): () => boolean {
	const end = client.now() + budgetMs / 2;
	return () => client.now() >= end;
}

/**
 * Names what is watched: event, filters and credential as they are stored in the node, so that an expression counts as
 * unchanged whatever it evaluates to.
 */
function configurationOf(context: IPollFunctions, { credentialType }: VendorProfile, event: AnyPolledEvent): string {
	const { parameters, credentials } = context.getNode();
	const filters = event.properties.map(({ name }) => [name, parameters[name] ?? null]);
	return JSON.stringify([event.value, filters, credentials?.[credentialType]?.id ?? null]);
}
