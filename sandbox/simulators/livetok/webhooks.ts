import { jsonAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { invalid, readBody, requireString, requireStrings, timestamp } from './body.ts';
import { LiveTokRefusal } from './errors.ts';
import type { LiveTokRoute } from './route.ts';

/**
 * A registered webhook (section 8). Deliveries are not made here: whatever sends events reads the
 * registrations of a mode from `LiveTokState.webhooks`, with everything it needs to sign.
 */
export interface Webhook {
	readonly id: string;
	readonly url: string;
	readonly events: string[];
	readonly description?: string;
	readonly created_at: string;
	readonly secret: string;
}

const knownEvents = ['session.begin', 'session.end'];

const register: LiveTokRoute['handle'] = (request, account, assumptions): Answer => {
	const body = readBody(request);
	const url = requireString(body.url, 'url');
	const protocols = assumptions.webhookUrl === 'httpsOnly' ? ['https:'] : ['https:', 'http:'];
	if (!URL.canParse(url) || !protocols.includes(new URL(url).protocol)) {
		throw invalid('url', `must be a URL that begins with ${protocols.join('// or ')}//`);
	}
	const events = readEvents(body.events);
	if (body.description !== undefined && typeof body.description !== 'string') {
		throw invalid('description', 'must be a string');
	}

	const id = account.nextId('wh');
	const webhook: Webhook = {
		id,
		url,
		events,
		description: body.description,
		created_at: timestamp(),
		secret: `whsec_sandbox_${id}`,
	};
	account.webhooks.set(id, webhook);
	const shown = {
		...webhook,
		id: assumptions.webhookId === 'returned' ? id : undefined,
		secret: assumptions.webhookSecret === 'onCreation' ? webhook.secret : undefined,
	};
	return jsonAnswer(shown, Number(assumptions.createStatus));
};

function readEvents(value: unknown): string[] {
	if (value === undefined || value === null) {
		throw new LiveTokRefusal('parameter_missing', 'Missing required parameter: events.', 'events');
	}
	const events = requireStrings(value, 'events');
	if (events.length === 0) throw invalid('events', 'must name at least one event');
	const unknown = events.find((event) => !knownEvents.includes(event));
	if (unknown !== undefined) throw invalid('events', `has an unknown event '${unknown}'`);
	return events;
}

const list: LiveTokRoute['handle'] = (_request, account, assumptions): Answer => {
	if (assumptions.webhookManagement === 'absent') throw noSuchRoute();
	const data = [...account.webhooks.values()].map((webhook) => ({ ...webhook, secret: undefined }));
	return jsonAnswer({ object: 'list', data, has_more: false });
};

const remove: LiveTokRoute['handle'] = (request, account, assumptions): Answer => {
	if (assumptions.webhookManagement === 'absent') throw noSuchRoute();
	const id = request.params.id ?? '';
	if (!account.webhooks.delete(id) && assumptions.secondDelete === 'notFound') {
		throw new LiveTokRefusal('webhook_not_found', `Webhook '${id}' does not exist.`, 'id');
	}
	return jsonAnswer({ id, deleted: true });
};

function noSuchRoute(): LiveTokRefusal {
	return new LiveTokRefusal('not_found', 'Unrecognized request URL.');
}

/** Webhook registrations (sections 8.1 and 8.2). */
export const webhookRoutes: LiveTokRoute[] = [
	{ method: 'post', path: '/v1/webhooks', handle: register },
	{ method: 'get', path: '/v1/webhooks', handle: list },
	{ method: 'delete', path: '/v1/webhooks/:id', handle: remove },
];
