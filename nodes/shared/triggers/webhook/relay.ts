import { createHash } from 'crypto';
import type { IExecuteResponsePromiseData, INodeExecutionData, IRun, ITriggerFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';

/**
 * A webhook that n8n starts an execution for by itself starts one for every delivery, the repeated ones too: n8n offers
 * webhooks nothing that lasts and that two deliveries at the same moment cannot both pass. What n8n does offer is a key
 * that no two executions may have, kept by its database, to triggers only. So our webhook nodes are triggers as well:
 * the webhook checks a delivery and hands it to the trigger, which starts the execution under the event's key.
 */
export interface Relay {
	readonly emit: ITriggerFunctions['emit'];
	readonly newPromise: ITriggerFunctions['helpers']['createDeferredPromise'];
	/** Events of this process by key: what became of them, or will. */
	readonly known: Map<string, Promise<Outcome>>;
}

/**
 * What became of an event.
 * - started: its execution is stored and has begun, or n8n will begin it as soon as it is free
 * - finished: its execution has ended
 * - notStarted: n8n could not store an execution; the event may come again
 */
export type Outcome =
	| { readonly kind: 'started' }
	| { readonly kind: 'finished'; readonly run: IRun }
	| { readonly kind: 'notStarted'; readonly reason: string };

const started: Outcome = { kind: 'started' };
const startedBefore = Promise.resolve(started);

/** The database's key remembers for longer; this is for the same event twice within moments. */
const mostKnown = 10_000;

const relays = new Map<string, Relay>();
const searchedSince = new Map<string, number>();

/** n8n opens its webhooks about a second before its triggers. Longer than that, yet within what a sender waits. */
const longestSearchMs = 5_000;
const lookAgainMs = 50;

/** Names a node of a workflow in this process. */
export function relayName(host: Pick<ITriggerFunctions, 'getWorkflow' | 'getNode'>): string {
	return `${host.getWorkflow().id ?? ''}:${host.getNode().id}`;
}

/** Lets webhook calls of this process start executions through the trigger. @returns the way to take it back. */
export function openRelay(host: ITriggerFunctions): () => void {
	const name = relayName(host);
	const relay: Relay = {
		emit: (...event) => host.emit(...event),
		newPromise: host.helpers.createDeferredPromise,
		known: new Map(),
	};
	relays.set(name, relay);
	searchedSince.delete(name);
	return () => {
		// An activation that overlaps the end of the one before has put its own in place.
		if (relays.get(name) === relay) relays.delete(name);
	};
}

/**
 * The trigger of a node. Undefined where there is none in this process: n8n keeps triggers in its main process only, and
 * may take webhook calls elsewhere. Whether it is only late is found out once, for a few seconds.
 */
export async function findRelay(name: string): Promise<Relay | undefined> {
	const since = searchedSince.get(name) ?? Date.now();
	while (!relays.has(name) && Date.now() - since < longestSearchMs) {
		searchedSince.set(name, since);
		await sleep(lookAgainMs);
	}
	return relays.get(name);
}

/** Whether the node's trigger runs in this process now. */
export function hasRelay(name: string): boolean {
	return relays.has(name);
}

/** The key under which n8n starts one execution for an event and no second one, in any of its processes. */
export function executionKey(name: string, eventKey: string): string {
	return `webhook:${createHash('sha256')
		.update(JSON.stringify([name, eventKey]))
		.digest('hex')}`;
}

export interface Event {
	/** From `executionKey`. */
	readonly key: string;
	readonly items: INodeExecutionData[];
	/** Whether to wait for the end of the execution, or only for its beginning. */
	readonly waitFor: 'start' | 'end';
	/** How long to wait. */
	readonly budgetMs: number;
}

/** Starts an execution for an event that has had none. Tells what is known when the budget is used up. Never throws. */
export async function startOnce(relay: Relay, event: Event): Promise<Outcome> {
	const known = relay.known.get(event.key);
	if (known !== undefined) return await known;
	const outcome = start(relay, event);
	relay.known.set(event.key, outcome);
	const [oldest] = relay.known.keys();
	if (relay.known.size > mostKnown && oldest !== undefined) relay.known.delete(oldest);
	const { kind } = await outcome;
	// The result of an execution is for those who wait for it; nobody keeps it.
	if (kind !== 'notStarted' && relay.known.has(event.key)) relay.known.set(event.key, startedBefore);
	return await outcome;
}

async function start(relay: Relay, { key, items, waitFor, budgetMs }: Event): Promise<Outcome> {
	// Kept by the execution's first step: see `begin`.
	const begun = relay.newPromise<IExecuteResponsePromiseData>();
	const done = relay.newPromise<IRun>();
	let hasBegun = false;
	const ending = done.promise.then(
		// No run: n8n has met the key before.
		(run: IRun | undefined): Outcome => (run === undefined ? started : { kind: 'finished', run }),
		(problem: unknown): Outcome => {
			if (hasBegun || isCancellation(problem)) return started;
			// Also when nobody waits any more: a repetition of the event is to be tried again.
			relay.known.delete(key);
			return { kind: 'notStarted', reason: String(problem) };
		},
	);
	const beginning = begun.promise.then(
		() => {
			hasBegun = true;
			return started;
		},
		// Why it did not begin is in the execution, or n8n tells it with the other promise.
		async () => await ending,
	);
	const timer = new AbortController();
	const budget = sleep(budgetMs, timer.signal).then(
		() => started,
		() => started,
	);
	relay.emit([items], begun, done, key);
	try {
		return await Promise.race(waitFor === 'start' ? [beginning, ending, budget] : [ending, budget]);
	} finally {
		timer.abort();
	}
}

/** A stopped execution, or one that ran into the workflow's time limit, has been started. */
function isCancellation(problem: unknown): boolean {
	return problem instanceof Error && /Cancelled/.test(problem.constructor.name);
}
