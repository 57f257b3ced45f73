import type { INodePropertyOptions } from 'n8n-workflow';

/** Every event, also one that nobody documents. */
export const allEvents = '*';

/** The documented events (section 5), by name. What only the documentation's silence lets us assume is said so. */
export const eventOptions = [
	{
		name: 'All Events',
		value: allEvents,
		description: 'Everything Autochat sends, also kinds of events that it does not document',
	},
	{
		name: 'Campaign Progress',
		value: 'campaign:progress',
		description: 'A campaign has sent more of its messages. Autochat has removed campaigns, so this may never come.',
	},
	{
		name: 'Conversation Created',
		value: 'conversation:new',
		description: 'A conversation has begun, on any channel: website chat, SMS, voice or email',
	},
	{
		name: 'Conversation Qualified',
		value: 'conversation:qualified',
		description: 'A conversation meets your criteria for a qualified lead',
	},
	{
		name: 'Conversation Updated',
		value: 'conversation:updated',
		description: 'Something about a conversation has changed',
	},
	{
		name: 'Message Created',
		value: 'message:new',
		description: 'A message was added to a conversation, by the visitor, the AI or an agent',
	},
] as const satisfies INodePropertyOptions[];

const documented: ReadonlySet<string> = new Set(
	eventOptions.map(({ value }) => value).filter((value) => value !== allEvents),
);

/** Whether the documentation names this type of event. */
export function isDocumentedEvent(type: string): boolean {
	return documented.has(type);
}
