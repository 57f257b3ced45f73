import type { ITriggerFunctions, ITriggerResponse } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { z } from 'zod';

import { type Clock, hostClock } from '../../shared/http/clock';
import { startSocketTrigger } from '../../shared/triggers/socket/socketTrigger';
import { allEvents } from './events';
import { tenantSocket } from './protocol';

const eventsSchema = z.array(z.string()).min(1);

const optionsSchema = z.object({
	checkWhenQuietMinutes: z.number().min(1).max(60).default(2).catch(2),
	connectionEvents: z.boolean().default(false),
});

/** Listens to the tenant's WebSocket with the settings of the node. */
export async function startTrigger(host: ITriggerFunctions, clock: Clock = hostClock): Promise<ITriggerResponse> {
	const chosen = eventsSchema.safeParse(host.getNodeParameter('events'));
	if (!chosen.success) {
		throw new NodeOperationError(host.getNode(), 'No event is chosen', {
			description: 'Choose under Events what is to start the workflow.',
		});
	}
	const events = new Set(chosen.data);
	const { checkWhenQuietMinutes, connectionEvents } = optionsSchema.parse(host.getNodeParameter('options', {}));
	return await startSocketTrigger(
		host,
		tenantSocket(host, clock),
		{
			wants: ({ type }) => events.has(type) || events.has(allEvents),
			connectionEvents,
			checkAfterQuietMs: checkWhenQuietMinutes * 60_000,
		},
		clock,
	);
}
