import { jsonAnswer } from '../answer.ts';
import type { Assumptions } from './assumptions.ts';
import { AutochatRefusal } from './errors.ts';
import { isJsonObject, optionalText, readBody, requireText } from './fields.ts';
import type { JsonObject } from './fields.ts';
import type { Handler } from './handler.ts';

/** An event of a widget as it was kept (section 3.2). */
export interface TrackedEvent {
	tenantId: string;
	sessionId: string | undefined;
	event: string | undefined;
	/** As it was sent, or the time of the server. */
	timestamp: string;
	metadata: JsonObject;
}

const isoDateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/;

const requiredFields: Record<Assumptions['trackFields'], readonly string[]> = {
	sessionAndEvent: ['sessionId', 'event'],
	eventOnly: ['event'],
	none: [],
	all: ['sessionId', 'event', 'timestamp', 'metadata'],
};

/** `POST /api/widgets/:widgetId/track` (section 3.2). Any event name goes. */
export const trackEvent: Handler = ({ request, state, tenant, assumptions }) => {
	const body = readBody(request);
	for (const field of requiredFields[assumptions.trackFields]) {
		if (field !== 'metadata') requireText(body, field, assumptions);
		else if (body.metadata === undefined) throw new AutochatRefusal(400, 'metadata is required');
	}
	const timestamp = optionalText(body, 'timestamp') ?? state.timestamp();
	if (!isoDateTime.test(timestamp) || Number.isNaN(Date.parse(timestamp))) {
		throw new AutochatRefusal(400, 'timestamp must be an ISO 8601 date and time');
	}
	const metadata = body.metadata ?? {};
	if (!isJsonObject(metadata)) throw new AutochatRefusal(400, 'metadata must be an object');
	state.tracked.push({
		tenantId: tenant.id,
		sessionId: optionalText(body, 'sessionId'),
		event: optionalText(body, 'event'),
		timestamp,
		metadata,
	});
	return jsonAnswer({ success: true });
};
