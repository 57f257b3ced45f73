import { z } from 'zod';

import type { ApiClient } from '../../../shared/http/client';
import { RequestFailure } from '../../../shared/http/failure';
import { printable } from '../../../shared/http/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, routes } from '../../api';
import { type Contact, contactSchema, type NewContact } from '../../schemas/contact';
import { isAnySet } from '../clearFields';
import { customFieldsOf, customFieldsParameters, customFieldsProperties } from '../customFieldValues';
import { type Address, addresses, addressesProperty, isSameAddress, joined } from './addresses';
import { contactFieldParameters, contactFieldProperties } from './contactFields';
import {
	contradiction,
	findMatch,
	type Match,
	matchKey,
	matchParameters,
	matchProperties,
	toMatch,
	withMatch,
} from './matching';

/** What became of the item, beside the contact's own fields. */
const upsertActions = ['created', 'unchanged', 'updated'] as const;

/**
 * The contacts that a run created, by what they were matched by. LlamadaPro's search may not find a contact right after it
 * was created, and the next item may mean the same one.
 */
const createdInRun = new WeakMap<ApiClient, Map<string, number>>();

export const upsertContact = itemOperation({
	name: 'Create or Update',
	value: 'upsert',
	action: 'Create or update a contact',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: [
		...matchProperties,
		{
			...addressesProperty,
			description:
				'Phone numbers, email addresses and other ways to reach the contact. They are added to those the contact has. Rows whose address is empty are left out.',
		},
		...customFieldsProperties,
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description: 'Fields that are left empty are not changed',
			options: contactFieldProperties,
		},
	],
	parameters: z
		.object({
			...matchParameters,
			addresses,
			...customFieldsParameters,
			additionalFields: z.object(contactFieldParameters).default({}),
		})
		.transform(({ matchBy, matchCustomFieldKey, matchValue, ...fields }, context) => ({
			...fields,
			match: toMatch({ matchBy, matchCustomFieldKey, matchValue }, context),
		})),
	output: z
		.object({ id: contactSchema.shape.id, upsertAction: z.enum(upsertActions) })
		.merge(contactSchema.omit({ id: true })),
	// Two items that mean the same contact would both find none and create it twice.
	sequenceKey: ({ match }) => matchKey(match),
	async execute(context) {
		const { parameters, client } = context;
		const { match } = parameters;
		const given: NewContact = {
			...parameters.additionalFields,
			addresses: parameters.addresses,
			customFields: customFieldsOf(parameters, context.client.timeZone),
		};
		const problem = contradiction(given, match);
		if (problem !== undefined) throw contradicts(problem);

		const existing = (await findMatch(client, match)) ?? (await createdEarlier(client, match));
		if (existing !== undefined) return await update(client, existing, given);
		const contact = await client.request(routes.createContact, { body: withMatch(given, match) });
		remember(client, match, contact.id);
		return withAction(contact, 'created');
	},
});

/** What was done stands first: it is what the next node asks for. */
function withAction({ id, ...contact }: Contact, upsertAction: (typeof upsertActions)[number]): object {
	return { id, upsertAction, ...contact };
}

function contradicts(problem: string): RequestFailure {
	return new RequestFailure({
		message: printable(problem, 300),
		description:
			'Nothing was sent for this item: the next run would not recognise the contact. Give the same value in both places, or leave the other one empty.',
		outcome: 'notSent',
	});
}

function remember(client: ApiClient, match: Match, id: number): void {
	const created = createdInRun.get(client) ?? new Map<string, number>();
	createdInRun.set(client, created.set(matchKey(match), id));
}

async function createdEarlier(client: ApiClient, match: Match): Promise<Contact | undefined> {
	const id = createdInRun.get(client)?.get(matchKey(match));
	return id === undefined ? undefined : await client.request(routes.getContact, { path: { id: String(id) } });
}

/** Changes what was given; without a change nothing is sent. */
async function update(client: ApiClient, contact: Contact, given: NewContact): Promise<object> {
	const path = { id: String(contact.id) };
	const body = { ...given, addresses: await addressesToSend(client, contact, given.addresses ?? []) };
	if (!isAnySet(body)) return withAction(contact, 'unchanged');
	const updated = await client.request(routes.updateContact, { path, body });
	return withAction(updated, 'updated');
}

/**
 * The addresses of an update: none when the contact has them all, otherwise also those that it has already, because the
 * ones that are sent are assumed to replace the others. They are read again first: the search may lag behind, and what
 * it does not know would be lost.
 */
async function addressesToSend(
	client: ApiClient,
	contact: Contact,
	given: readonly Address[],
): Promise<Address[] | undefined> {
	if (isKnown(given, addressesOf(contact))) return undefined;
	if (!assumptions.updateReplacesAddresses) return [...given];
	const fresh = await client.request(routes.getContact, { path: { id: String(contact.id) } });
	const known = addressesOf(fresh);
	return isKnown(given, known) ? undefined : joined(known, given);
}

function isKnown(given: readonly Address[], known: readonly Address[]): boolean {
	return given.every((address) => known.some((one) => isSameAddress(one, address)));
}

function addressesOf(contact: Contact): Address[] {
	return (contact.addresses ?? []).flatMap(({ address, channelType }) =>
		typeof address === 'string' && typeof channelType === 'string' ? { address, channelType } : [],
	);
}
