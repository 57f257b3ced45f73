import type { IHookFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { z } from 'zod';

import { type ApiClient, openClient } from '../../shared/http/client';
import { RequestFailure } from '../../shared/http/failure';
import { readPages } from '../../shared/http/paginate';
import { toNodeError } from '../../shared/runtime/nodeErrors';
import { isPrivateAddress } from '../../shared/triggers/webhook/address';
import {
	findRegistration,
	recall,
	register,
	type RegisteredWebhook,
	unregister,
	type WantedWebhook,
	type WebhookDirectory,
} from '../../shared/triggers/webhook/registration';
import { webhookSecretOf } from '../../shared/triggers/webhook/secret';
import { assumptions, liveTok, routes, webhookPages } from '../api';
import { newWebhook, type webhookSchema } from '../schemas';

/** Somebody waits for the workflow to be published. n8n itself tries again several times. */
const patience = { tries: 2, waitBudgetMs: 10_000, firstDelayMs: 500, longestDelayMs: 5_000 };

/** Turns the answer of a vendor that knows no such call into `instead`; every other failure stays one. */
function unlessMissing<Value>(instead: Value): (problem: unknown) => Value {
	return (problem) => {
		const status = problem instanceof RequestFailure ? problem.details.status : undefined;
		if (status !== undefined && assumptions.noSuchCall.includes(status)) return instead;
		throw problem;
	};
}

function asRegistered({ id, url, events, description }: z.infer<typeof webhookSchema>): RegisteredWebhook {
	return { id, url: url ?? '', events: events ?? [], description: description ?? undefined };
}

async function readAll(client: ApiClient): Promise<RegisteredWebhook[]> {
	const all: RegisteredWebhook[] = [];
	for await (const page of readPages(client, routes.listWebhooks, { query: {} }, webhookPages)) {
		all.push(...page.map(asRegistered));
	}
	return all;
}

/** LiveTok's calls for webhooks, sections 8.1 and 8.2. The list and the removal are assumptions: they may be missing. */
function directoryOf(client: ApiClient): WebhookDirectory {
	return {
		list: async () => {
			return await readAll(client).catch(unlessMissing(undefined));
		},
		create: async ({ url, events, description }) => {
			const body = newWebhook.parse({ url, events, description });
			const { id, secret } = await client.request(routes.createWebhook, { body });
			return { id: id ?? undefined, secret: secret ?? undefined, url, events };
		},
		remove: async (id) => {
			return await client.request(routes.deleteWebhook, { path: { id } }).then(() => true, unlessMissing(false));
		},
	};
}

function isAutomatic(host: IHookFunctions): boolean {
	return host.getNodeParameter('registration', 'manual') === 'automatic';
}

/** What the node wants to have registered. The description names the node, to know it again. */
async function wantedBy(host: IHookFunctions): Promise<WantedWebhook> {
	const checks = host.getNodeParameter('verifySignature', false) === true;
	return {
		url: host.getNodeWebhookUrl('default') ?? '',
		events: host.getNodeParameter('events', []) as string[],
		description: `n8n workflow ${host.getWorkflow().id ?? ''}, node ${host.getNode().id}`,
		needsSecret: checks && (await webhookSecretOf(host, liveTok.credentialType)) === '',
	};
}

function cannotStart(host: IHookFunctions, message: string, description: string): NodeOperationError {
	return new NodeOperationError(host.getNode(), message, { description });
}

function assertUsable(host: IHookFunctions, wanted: WantedWebhook): void {
	if (!isAutomatic(host)) {
		if (!wanted.needsSecret) return;
		throw cannotStart(
			host,
			'There is no secret to check signatures with',
			'Choose a LiveTok credential in the trigger and enter the webhook’s secret in its field Webhook Secret, or turn Verify Signature off.',
		);
	}
	if (host.getNode().credentials?.[liveTok.credentialType] === undefined) {
		throw cannotStart(
			host,
			'The LiveTok Trigger needs a credential to register its webhook',
			'Choose a LiveTok credential in the trigger, or set Registration to Manual.',
		);
	}
}

/** LiveTok is on the internet, unless the credential points at a machine nearby, as the sandbox's does. */
async function assertReachable(host: IHookFunctions, url: string): Promise<void> {
	const { baseUrl } = await host.getCredentials<{ baseUrl: string }>(liveTok.credentialType);
	if (!isPrivateAddress(url) || isPrivateAddress(baseUrl)) return;
	throw cannotStart(
		host,
		'LiveTok cannot reach this n8n',
		`Its address, ${url}, is a private one. Whoever runs n8n sets its public address with the environment variable WEBHOOK_URL; then publish the workflow again.`,
	);
}

async function withDirectory<Result>(
	host: IHookFunctions,
	act: (directory: WebhookDirectory) => Promise<Result>,
): Promise<Result> {
	try {
		return await act(directoryOf(await openClient(host, liveTok, { retry: patience })));
	} catch (problem) {
		throw toNodeError(host.getNode(), problem).error;
	}
}

/** Before `create`. With manual registration there is nothing to do but to look at the fields. */
export async function checkExists(host: IHookFunctions): Promise<boolean> {
	const wanted = await wantedBy(host);
	assertUsable(host, wanted);
	if (!isAutomatic(host)) return true;
	return await withDirectory(
		host,
		async (directory) => await findRegistration(directory, host.getWorkflowStaticData('node'), wanted),
	);
}

export async function create(host: IHookFunctions): Promise<boolean> {
	const wanted = await wantedBy(host);
	await assertReachable(host, wanted.url);
	const { id, secret } = await withDirectory(
		host,
		async (directory) => await register(directory, host.getWorkflowStaticData('node'), wanted),
	);
	if (wanted.needsSecret && secret === undefined) {
		throw cannotStart(
			host,
			'LiveTok has told no secret to check signatures with',
			'Enter the webhook’s secret in the credential’s field Webhook Secret, or turn Verify Signature off.',
		);
	}
	if (id === undefined) {
		host.logger.warn('LiveTok has told no id for the webhook: it may have to be removed by hand in LiveTok’s settings');
	}
	return true;
}

/** Not called `delete`, which is a word of the language. A removal that LiveTok does not offer does not hold anybody up. */
export async function remove(host: IHookFunctions): Promise<boolean> {
	if (!isAutomatic(host) && recall(host.getWorkflowStaticData('node')) === undefined) return true;
	const { url, description } = await wantedBy(host);
	const isGone = await withDirectory(
		host,
		async (directory) => await unregister(directory, host.getWorkflowStaticData('node'), { url, description }),
	);
	if (!isGone) {
		host.logger.warn('LiveTok offers no way to remove the webhook: remove it by hand in LiveTok’s settings');
	}
	return true;
}
