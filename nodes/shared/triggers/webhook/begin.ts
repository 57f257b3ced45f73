import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import pLimit from 'p-limit';

/** How many events a node remembers in n8n's database where the executions cannot carry the events' keys. */
export const mostRemembered = 1_000;

/** n8n rewrites the whole list at every check: side by side, two checks would lose each other's entry. */
const oneByOne = pLimit(1);

/**
 * The first step of an execution that an event has started. Tells the webhook call, which may wait in another process of
 * n8n, that the execution has begun.
 *
 * An execution that n8n has started by itself, without the event's key, goes on only if the event is new; `keyOf` gives
 * the key. So does every execution in a process without the trigger (`hasTrigger`), such as a worker: there, other
 * deliveries of the event may have gone to a process whose executions have no key.
 */
export async function begin(
	host: IExecuteFunctions,
	keyOf: (item: INodeExecutionData) => string | undefined,
	hasTrigger: boolean,
): Promise<INodeExecutionData[][]> {
	const items = host.getInputData();
	const mode = host.getMode();
	if (mode === 'trigger') await host.sendResponse({});
	if (mode !== 'webhook' && (mode !== 'trigger' || hasTrigger)) return [items];
	const [key] = items.flatMap((item) => keyOf(item) ?? []);
	return key === undefined || (await isNew(host, key)) ? [items] : [[]];
}

async function isNew(host: IExecuteFunctions, key: string): Promise<boolean> {
	// An execution that n8n runs again, because a worker broke down in it, has met its event before: in itself.
	const own = `${key} ${host.getExecutionId()}`;
	const check = async () =>
		await host.helpers.checkProcessedAndRecord([key, own], 'node', {
			mode: 'entries',
			// Each event takes two places.
			maxEntries: 2 * mostRemembered,
		});
	// The first check ever makes the list; where two processes make it at once, one of them is refused and finds it made.
	const { processed } = await oneByOne(async () => await check().catch(check));
	return !processed.includes(key) || processed.includes(own);
}
