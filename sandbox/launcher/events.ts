import type { N8nClient } from '../n8n/client.ts';
import { sandboxKey } from '../simulators/llamadapro/index.ts';
import type { Delivery } from '../simulators/webhooks/index.ts';
import type { Simulators } from './simulators.ts';

/** The webhook triggers: the last part of their address, and whose events they get. */
const triggers = {
	'n8n-nodes-customer-engagement.liveTokTrigger': { path: 'livetok', platform: 'LiveTok' },
	'n8n-nodes-customer-engagement.llamadaProWebhookTrigger': { path: 'llamadapro', platform: 'LlamadaPro' },
} as const;

/** A trigger of a published workflow. */
interface Listener {
	readonly workflow: string;
	readonly platform: 'LiveTok' | 'LlamadaPro';
	readonly url: string;
}

/** A contact of the simulated LlamadaPro, and a VIP. */
const phone = '+56955510105';

/** A call of this contact that nobody answered. */
const missedCall = {
	status: 'no-answer',
	userId: null,
	metadata: {},
	customData: null,
	from: phone,
	to: '+56225559999',
	duration: 0,
	direction: 'incoming',
};

/**
 * A session begins and ends in LiveTok, and a call is missed in LlamadaPro. Both send it to every published workflow
 * that begins with their webhook trigger, as if somebody had pasted its production URL into their settings.
 * @returns one line for each delivery; what to do when nobody listens.
 */
export async function letSomethingHappen(client: N8nClient, simulators: Simulators): Promise<string[]> {
	const listeners = await findListeners(client);
	const deliveries = [...(await holdSession(simulators, listeners)), ...(await missCall(simulators, listeners))];
	if (deliveries.length === 0) {
		return [
			'It has happened, but no published workflow begins with a LiveTok Trigger or a LlamadaPro Webhook Trigger.',
			'Publish one in the editor, for example "VIP caller context", and press Enter again.',
		];
	}
	return deliveries.map((delivery) => describe(delivery, listeners));
}

async function findListeners(client: N8nClient): Promise<Listener[]> {
	const published = (await client.listWorkflows()).filter(({ active }) => active);
	const workflows = await Promise.all(published.map(async ({ id }) => await client.getWorkflow(id)));
	return workflows.flatMap(({ name, nodes }) =>
		nodes.flatMap(({ type, disabled, webhookId }) => {
			if (!isTrigger(type) || disabled || typeof webhookId !== 'string') return [];
			const { path, platform } = triggers[type];
			return [{ workflow: name, platform, url: `${client.session.url}/webhook/${webhookId}/${path}` }];
		}),
	);
}

function isTrigger(type: string): type is keyof typeof triggers {
	return type in triggers;
}

async function holdSession({ liveTok, sessions }: Simulators, listeners: readonly Listener[]): Promise<Delivery[]> {
	const { webhooks } = liveTok.state.account('test');
	const known = new Set([...webhooks.values()].map(({ url }) => url));
	const missing = listeners.filter(({ platform, url }) => platform === 'LiveTok' && !known.has(url));
	for (const { url } of missing) sessions.addWebhook(url, ['session.begin', 'session.end']);
	const begun = await sessions.beginSession({ name: 'A customer', phone });
	const ended = await sessions.endSession(sessions.lastSession?.id ?? '');
	// What was pasted is taken out again: the workflow may be unpublished before the next event.
	for (const [id, { url }] of webhooks) if (missing.some((listener) => listener.url === url)) webhooks.delete(id);
	return [...begun, ...ended];
}

async function missCall({ llamadaPro, calls }: Simulators, listeners: readonly Listener[]): Promise<Delivery[]> {
	const urls = listeners.filter(({ platform }) => platform === 'LlamadaPro').map(({ url }) => ({ url }));
	calls.subscriptions.splice(0, calls.subscriptions.length, ...urls);
	await fetch(`${llamadaPro.url}/api/v1/calls`, {
		method: 'POST',
		headers: { 'x-api-key': sandboxKey, 'Content-Type': 'application/json' },
		body: JSON.stringify({ ...missedCall, startTime: new Date().toISOString() }),
	});
	const deliveries = await calls.settled();
	calls.subscriptions.length = 0;
	return deliveries;
}

function describe({ url, rawBody, attempts }: Delivery, listeners: readonly Listener[]): string {
	const listener = listeners.find((candidate) => candidate.url === url);
	const event = JSON.parse(rawBody) as { type?: string; resource?: string; action?: string };
	const what = event.type ?? `${event.resource} ${event.action}`;
	const { status, text = '' } = attempts.at(-1) ?? {};
	const answer = status === undefined ? `no answer (${text})` : `answered ${status} ${text}`.trimEnd();
	return `${what} -> "${listener?.workflow ?? url}": ${answer}`;
}
