import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

import { begin } from './begin';
import { answer, type Delivery, readDelivery } from './delivery';
import { executionKey, findRelay, hasRelay, openRelay, type Outcome, relayName, startOnce } from './relay';
import { answerOfRun } from './result';

/** What a webhook trigger has to know about the vendor that sends the events. */
export interface EventSource<Event extends object> {
	/** The vendor's name, for texts. */
	readonly vendor: string;
	/** Whether the delivery comes from the vendor. A no is answered with 401. */
	isAuthentic(host: IWebhookFunctions, delivery: Delivery): Promise<boolean>;
	/** The body as an event; undefined when it is none. */
	readEvent(body: unknown): Event | undefined;
	/** What the event's repetitions have in common with it, and no other event. */
	keyOf(event: Event): string;
	/** Whether the user has chosen events of this kind. */
	isWanted(host: IWebhookFunctions, event: Event): boolean;
	/** Headers that are not handed on, in lower case. */
	hiddenHeaders(host: IWebhookFunctions): readonly string[];
	/** Whether the sender is answered at once or by the workflow, and how long it may wait. */
	answering(host: IWebhookFunctions): { readonly by: 'node' | 'workflow'; readonly withinMs: number };
}

/** How long the sender of an event waits at most to hear that its execution has begun. */
export const beginsWithinMs = 5_000;

/**
 * Takes a delivery: refuses it with 401 when it does not come from the vendor, ignores it with 200 when it is not wanted,
 * and otherwise starts one execution for its event, however often and wherever the event arrives. The answer to an event
 * is always 200 with a JSON object, unless n8n could not store it: 503, so that the vendor sends it again.
 */
export async function receive<Event extends object>(
	host: IWebhookFunctions,
	source: EventSource<Event>,
): Promise<IWebhookResponseData> {
	const delivery = await readDelivery(host);
	if (!(await source.isAuthentic(host, delivery))) {
		return answer(host, 401, { message: 'The signature or the secret is missing or wrong' });
	}
	const event = source.readEvent(delivery.body);
	if (event === undefined) {
		host.logger.warn(`A request without a ${source.vendor} event was ignored`, { nodeName: host.getNode().name });
		return { webhookResponse: {} };
	}
	if (!source.isWanted(host, event)) return { webhookResponse: {} };

	const items: INodeExecutionData[] = [{ json: itemOf(host, source, event, delivery) }];
	const name = relayName(host);
	const relay = host.getMode() === 'manual' ? undefined : await findRelay(name);
	// n8n stores an execution and answers with the empty object.
	if (relay === undefined) return { workflowData: [items], webhookResponse: {} };

	const { by, withinMs } = source.answering(host);
	const outcome = startOnce(relay, {
		key: executionKey(name, source.keyOf(event)),
		items,
		waitFor: by === 'workflow' ? 'end' : 'start',
		budgetMs: withinMs,
	});
	// Not awaited: until this function returns, n8n keeps for it what executions need to evaluate expressions.
	void outcome.then((result) => report(host, source.vendor, result, by === 'workflow'));
	return { noWebhookResponse: true };
}

/** Answers the delivery of an event. */
function report(host: IWebhookFunctions, vendor: string, outcome: Outcome, showsResult: boolean): void {
	if (outcome.kind === 'notStarted') {
		host.logger.error(`n8n could not start an execution for an event of ${vendor}: ${outcome.reason}`);
		answer(host, 503, { message: 'n8n could not take the event. Send it again later.' });
	} else {
		answer(host, 200, showsResult && outcome.kind === 'finished' ? answerOfRun(outcome.run) : {});
	}
}

function itemOf<Event extends object>(
	host: IWebhookFunctions,
	source: EventSource<Event>,
	event: Event,
	delivery: Delivery,
): IDataObject {
	if (host.getNodeParameter('options.includeHeaders', true) !== true) return { ...event } as IDataObject;
	const hidden = new Set(['authorization', 'cookie', ...source.hiddenHeaders(host)]);
	const headers = Object.fromEntries(Object.entries(delivery.headers).filter(([name]) => !hidden.has(name)));
	return { headers, ...event };
}

/** The trigger's part: it starts the executions for the deliveries that `receive` takes. */
export function relayEvents(host: ITriggerFunctions): ITriggerResponse {
	const close = openRelay(host);
	return { closeFunction: async () => close() };
}

/** The first step of every execution: hands the event on, once. */
export async function handOn<Event extends object>(
	host: IExecuteFunctions,
	source: EventSource<Event>,
): Promise<INodeExecutionData[][]> {
	const keyOf = ({ json }: INodeExecutionData): string | undefined => {
		const event = source.readEvent(json);
		return event === undefined ? undefined : source.keyOf(event);
	};
	return await begin(host, keyOf, hasRelay(relayName(host)));
}
