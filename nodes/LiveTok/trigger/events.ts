import type { IWebhookFunctions } from 'n8n-workflow';

import { recall } from '../../shared/triggers/webhook/registration';
import { webhookSecretOf } from '../../shared/triggers/webhook/secret';
import { isSigned, type SignatureScheme } from '../../shared/triggers/webhook/signature';
import { beginsWithinMs, type EventSource } from '../../shared/triggers/webhook/trigger';
import { assumptions, liveTok } from '../api';
import { type WebhookEvent, webhookEventSchema } from '../schemas';
import { defaultBudgetSeconds, defaultToleranceSeconds } from './fields';

function signatureHeader(host: IWebhookFunctions): string {
	const name = host.getNodeParameter('signatureHeader', '') as string;
	return (name.trim() || assumptions.signatureHeader).toLowerCase();
}

/** With automatic registration, the secret that LiveTok has told; otherwise the one of the credential. */
async function findSecret(host: IWebhookFunctions): Promise<string> {
	const isAutomatic = host.getNodeParameter('registration', 'manual') === 'automatic';
	const told = isAutomatic ? recall(host.getWorkflowStaticData('node'))?.secret : undefined;
	return told ?? (await webhookSecretOf(host, liveTok.credentialType));
}

/** LiveTok's events, sections 7 to 11. */
export const liveTokEvents: EventSource<WebhookEvent> = {
	vendor: liveTok.name,

	isAuthentic: async (host, { headers, rawBody }) => {
		if (host.getNodeParameter('verifySignature', false) !== true) return true;
		return isSigned({
			scheme: host.getNodeParameter('signatureScheme', 'timestamped') as SignatureScheme,
			signature: headers[signatureHeader(host)],
			secret: await findSecret(host),
			rawBody,
			toleranceSeconds: Number(host.getNodeParameter('tolerance', defaultToleranceSeconds)),
			now: Date.now(),
		});
	},

	readEvent: (body) => webhookEventSchema.safeParse(body).data,

	keyOf: assumptions.eventKey,

	isWanted: (host, { type }) => (host.getNodeParameter('events', []) as string[]).includes(type),

	hiddenHeaders: (host) => [signatureHeader(host)],

	answering: (host) => {
		if (host.getNodeParameter('respond', 'immediately') !== 'fromWorkflow') {
			return { by: 'node', withinMs: beginsWithinMs };
		}
		const seconds = Number(host.getNodeParameter('respondWithin', defaultBudgetSeconds));
		return { by: 'workflow', withinMs: 1_000 * (seconds > 0 ? seconds : defaultBudgetSeconds) };
	},
};
