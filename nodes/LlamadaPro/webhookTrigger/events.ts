import type { IWebhookFunctions } from 'n8n-workflow';

import { webhookSecretOf } from '../../shared/triggers/webhook/secret';
import { isSameText } from '../../shared/triggers/webhook/signature';
import { beginsWithinMs, type EventSource } from '../../shared/triggers/webhook/trigger';
import { assumptions, llamadaPro } from '../api';
import { type WebhookEvent, webhookEventSchema } from '../schemas/webhook';

/** Where a delivery carries the secret, and under which name; undefined where it need not carry one. */
function placeOfSecret(host: IWebhookFunctions): { place: 'headers' | 'query'; name: string } | undefined {
	const read = (field: string): string => (host.getNodeParameter(field, '') as string).trim();
	const authentication = host.getNodeParameter('authentication', 'none');
	if (authentication === 'none') return undefined;
	if (authentication === 'query') {
		return { place: 'query', name: read('parameterName') || assumptions.webhookSecretParameter };
	}
	return { place: 'headers', name: (read('headerName') || assumptions.webhookSecretHeader).toLowerCase() };
}

interface CallFilters {
	readonly directions?: readonly string[];
	readonly statuses?: readonly string[];
}

/** No choice means all. */
function isAmong(value: unknown, chosen: readonly string[] = []): boolean {
	return chosen.length === 0 || (typeof value === 'string' && chosen.includes(value));
}

/** LlamadaPro's events, section 8. */
export const llamadaProEvents: EventSource<WebhookEvent> = {
	vendor: llamadaPro.name,

	isAuthentic: async (host, delivery) => {
		const secretPlace = placeOfSecret(host);
		if (secretPlace === undefined) return true;
		const secret = await webhookSecretOf(host, llamadaPro.credentialType);
		const { [secretPlace.name]: given = '' } = delivery[secretPlace.place];
		return secret !== '' && isSameText(given, secret);
	},

	readEvent: (body) => webhookEventSchema.safeParse(body).data,

	keyOf: assumptions.eventKey,

	isWanted: (host, { resource, action, data }) => {
		const resources = host.getNodeParameter('resources', []) as string[];
		const actions = host.getNodeParameter('actions', []) as Array<keyof typeof assumptions.webhookActions>;
		const isChosen = actions.some((chosen) => assumptions.webhookActions[chosen] === action);
		if (!resources.includes(resource) || !isChosen) return false;
		if (resource !== 'Call') return true;
		const { directions, statuses } = host.getNodeParameter('callFilters', {}) as CallFilters;
		return isAmong(data.direction, directions) && isAmong(data.status, statuses);
	},

	hiddenHeaders: (host) => {
		const secretPlace = placeOfSecret(host);
		return secretPlace?.place === 'headers' ? [secretPlace.name] : [];
	},

	answering: () => ({ by: 'node', withinMs: beginsWithinMs }),
};
