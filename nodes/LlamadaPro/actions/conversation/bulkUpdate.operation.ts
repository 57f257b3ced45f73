import { z } from 'zod';

import { requiredWholeNumber } from '../../../shared/properties/number';
import { chunkOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { clearFields, isAnySet, nulls } from '../clearFields';
import { addresses, addressesProperty } from '../contact/addresses';
import { acceptedSchema, type BulkKind, readVerdicts } from './bulkReport';
import { chunkOptions, chunkSizeOption } from './chunkSize';
import { contactFields, contactProperty, conversationParameters, conversationProperties } from './conversationFields';

const kind: BulkKind = {
	done: 'updated',
	outcome: 'failed',
	advice:
		'Check in LlamadaPro whether the conversations have changed. Running these items again does no harm: it sets the same values once more.',
};

/** Source: section 5.10. */
const clearing = clearFields(
	{ archivedAt: 'Archived At', funnelStatusId: 'Funnel Status ID', userId: 'User ID' },
	'Fields to empty on purpose: without Archived At a conversation is no longer archived, without a user it is unassigned',
);

const updateFields = z
	.object({
		addresses,
		clearFields: clearing.schema,
		contact: contactFields.optional(),
		...conversationParameters,
	})
	.default({})
	.superRefine(clearing.check)
	.superRefine(({ clearFields: cleared, ...changes }, context) => {
		if (cleared.length > 0 || isAnySet(toChanges(changes))) return;
		context.addIssue({ code: z.ZodIssueCode.custom, message: 'is empty: add at least one field to change' });
	});

interface ContactChanges {
	readonly addresses?: z.infer<typeof addresses>;
	readonly contact?: z.infer<typeof contactFields>;
}

/** The changes with the contact in the vendor's form; without it where nothing about it is set. */
function toChanges<Fields extends ContactChanges>({ addresses: newAddresses, contact, ...changes }: Fields) {
	const changedContact = { ...contact, addresses: newAddresses };
	return { ...changes, contact: isAnySet(changedContact) ? changedContact : undefined };
}

export const bulkUpdateConversations = chunkOperation({
	name: 'Bulk Update',
	value: 'bulkUpdate',
	action: 'Update many conversations',
	description:
		'Move, assign or archive a conversation per input item with as few requests as possible. LlamadaPro processes them later and returns no conversations.',
	properties: [
		{
			displayName: 'Conversation ID',
			name: 'conversationId',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. 456',
			description:
				'ID of the conversation to change. Creating a conversation returns it; the API cannot list conversations.',
		},
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description:
				'What to change. Fields that are not added here, or are left empty, stay as they are; use Clear Fields to empty one.',
			options: [
				{
					...addressesProperty,
					description:
						'Ways to reach the contact. LlamadaPro does not document whether they replace the present ones or are added to them.',
				},
				clearing.property,
				contactProperty,
				...conversationProperties,
			].sort((first, second) => first.displayName.localeCompare(second.displayName)),
		},
	],
	options: [chunkSizeOption],
	parameters: z.object({ conversationId: requiredWholeNumber, updateFields, options: chunkOptions }),
	output: acceptedSchema,
	chunkSize: ({ options }) => options.chunkSize,
	async executeChunk(entries, { client }) {
		const result = await client.request(routes.bulkUpdateConversations, {
			body: {
				conversations: entries.map(({ conversationId, updateFields: { clearFields: cleared, ...fields } }) => ({
					id: conversationId,
					...toChanges(fields),
					...nulls(cleared),
				})),
			},
		});
		return readVerdicts(result, entries.length, kind);
	},
});
