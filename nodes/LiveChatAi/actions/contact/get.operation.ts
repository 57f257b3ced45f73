import { z } from 'zod';

import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { type Contact, contactRowSchema } from '../../schemas/contact';
import { contactIdProperty, listedAgentIdProperty } from '../locators';

/** The contact with its attributes by their keys, as the other answers of LiveChatAI have them. */
function simplified({ id, distinctId, name, email, phone, country, attributes, ...others }: Contact) {
	const byKey = Object.fromEntries((attributes ?? []).map(({ key, value }) => [key, value]));
	const { agentId, chatSource, createdAt, updatedAt } = others;
	return {
		id,
		distinctId,
		name,
		email,
		phone,
		country,
		attributes: byKey,
		agentId,
		chatSource,
		createdAt,
		updatedAt,
	};
}

export const getContact = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a contact with its attributes',
	description: 'Read one contact with its attributes, by LiveChatAI’s own ID',
	properties: [
		listedAgentIdProperty,
		contactIdProperty,
		{
			...simplifyProperty,
			description:
				'Whether to return a simplified version of the response instead of the raw data. It has the attributes as fields of one object instead of a list of keys and values, and leaves out the IP address and the thread.',
		},
	],
	parameters: z.object({ agentId: optionalText, contactId: requiredName, ...simplifyParameter }),
	output: contactRowSchema.extend({
		attributes: z.record(z.unknown()),
		agentId: z.string().nullish(),
		chatSource: z.string().nullish(),
		updatedAt: z.string().nullish(),
	}),
	async execute({ parameters: { contactId, simplify }, client }) {
		const contact = await client.request(routes.getContact, { path: { contactId } });
		return simplify ? simplified(contact) : contact;
	},
});
