import type { IDataObject, ITriggerFunctions, ITriggerResponse, WorkflowActivateMode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';

import { type Clock, hostClock } from '../../http/clock';
import { RequestFailure } from '../../http/failure';
import { printable } from '../../http/text';
import { toNodeError } from '../../runtime/nodeErrors';
import { contentOf, EventKeys } from './eventKeys';
import { forgetInstance, replaceInstance } from './instances';
import { Listener } from './listener';
import type { ConnectionNews } from './outage';
import type { SocketProtocol, VendorEvent } from './protocol';
import { describeOutage, spokenCause } from './texts';

export interface SocketTriggerSettings {
	/** Which events start the workflow. */
	wants(event: VendorEvent): boolean;
	/** Whether what becomes of the connection starts the workflow too. */
	readonly connectionEvents: boolean;
	readonly checkAfterQuietMs: number;
}

/** Nobody watches these activations: an outage of the vendor must not leave the workflow without its trigger. */
const unattended: ReadonlySet<WorkflowActivateMode> = new Set(['init', 'leadershipChange']);

/** The host's word on an address that its own HTTP helpers would check by themselves. */
async function checkAddress(host: ITriggerFunctions, url: string): Promise<void> {
	// Hosts before 2.30 have no such filter.
	const verdict = await host.helpers.getSecureEgressFilter?.().validateUrl(url);
	if (verdict === undefined || verdict.ok) return;
	throw new RequestFailure({
		message: `n8n did not allow the connection to ${printable(new URL(url).host)}`,
		description: `${printable(verdict.error.message)}. Check the base URL in the credential, or ask whoever runs this n8n to allow the address.`,
		outcome: 'notSent',
	});
}

function newsItem(news: ConnectionNews, vendor: string): IDataObject {
	const iso = (epochMs: number): string => new Date(epochMs).toISOString();
	const { status } = news;
	if (status === 'connected') return { status, at: iso(news.at) };
	const lostAt = iso(news.lostAt);
	if (status === 'lost') return { status, at: lostAt, lostAt, reason: spokenCause(news.cause, vendor) };
	const lostForSeconds = Math.max(0, Math.round((news.at - news.lostAt) / 1_000));
	return { status, at: iso(news.at), lostAt, lostForSeconds, possibleGap: news.possibleGap };
}

/** Where only the message of an error is shown, it has to hold the advice too. */
function inOneLine(host: ITriggerFunctions, problem: unknown): NodeOperationError {
	const { message, description } = toNodeError(host.getNode(), problem).error;
	const text = [message, description].filter((part) => typeof part === 'string' && part !== '').join('. ');
	const error = new NodeOperationError(host.getNode(), text);
	// The host rewrites a message in which it finds a system error code; ours already says what happened.
	error.message = text;
	return error;
}

/**
 * The whole life of a trigger that listens to a WebSocket: one item per event, each as an execution of its own.
 *
 * Activating waits until the connection is signed in, and fails with a text that says what to do. At n8n's own start, and
 * when another process of n8n takes over, only a dead credential makes it fail: everything else is tried until it works.
 * A test run listens on its own, beside an active workflow, and hears of events alone.
 */
export async function startSocketTrigger(
	host: ITriggerFunctions,
	protocol: SocketProtocol,
	settings: SocketTriggerSettings,
	clock: Clock = hostClock,
): Promise<ITriggerResponse> {
	const { vendor } = protocol;
	const isTest = host.getMode() === 'manual';
	const owner = [host.getWorkflow().id ?? '', host.getNode().id, ...(isTest ? ['test'] : [])].join(':');
	const keys = new EventKeys(owner, clock);
	const nodeError = (problem: unknown) => toNodeError(host.getNode(), problem).error;
	// Hosts before 2.10 cannot save failed executions.
	const save = (problem: unknown): void => host.saveFailedExecution?.(nodeError(problem));
	const emit = (json: IDataObject, content: string): void => {
		try {
			host.emit([[{ json }]], undefined, undefined, keys.next(content));
		} catch (error) {
			// Thrown out of a listener of the socket, it would end all of n8n.
			save(error);
		}
	};

	const listener = new Listener({
		protocol,
		clock,
		checkAfterQuietMs: settings.checkAfterQuietMs,
		checkAddress: async (url) => await checkAddress(host, url),
		onEvent: (event, isNew) => {
			if (!settings.wants(event)) return;
			const data = event.frame.data ?? {};
			const content = contentOf(event.type, data);
			if (!isNew(content)) return;
			emit({ ...event.frame, data, receivedAt: new Date(clock.now()).toISOString() }, content);
		},
		onNews: (news) => {
			if (!settings.connectionEvents || isTest) return;
			const data = newsItem(news, vendor);
			emit(
				{ type: 'connection', data, receivedAt: new Date(clock.now()).toISOString() },
				contentOf('connection', data),
			);
		},
		onReport: (report) => {
			if (!isTest) save(describeOutage(report, vendor, host.getTimezone()));
		},
		onUnusable: ({ message, details }) => {
			if (isTest) return;
			const advice = `n8n still listens to ${vendor} with the connection it has, but will not be able to make another one. ${details.description}`;
			save(new RequestFailure({ message, description: advice, outcome: 'notSent' }));
		},
		onDead: (failure) => host.emitError(isTest ? nodeError(failure) : inOneLine(host, failure)),
		onCrash: (error) => host.emitError(nodeError(error)),
	});
	const instance = {
		close: (): void => {
			forgetInstance(owner, instance);
			listener.close();
		},
	};
	const start = async (): Promise<void> => {
		replaceInstance(owner, instance);
		try {
			await listener.start(unattended.has(host.getActivationMode()));
		} catch (error) {
			instance.close();
			throw isTest ? nodeError(error) : inOneLine(host, error);
		}
	};
	const closeFunction = async (): Promise<void> => instance.close();
	// In a test run, n8n can take events only after the trigger has returned.
	if (isTest) return { closeFunction, manualTriggerFunction: start };
	await start();
	return { closeFunction };
}
