import { z } from 'zod';

import { RequestFailure } from '../../../shared/http/failure';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { contactSchema } from '../../schemas/contact';
import { clearFields, isAnySet, nulls } from '../clearFields';
import { customFieldsOf, customFieldsParameters, customFieldsProperties } from '../customFieldValues';
import { contactIdProperty, wholeNumberId } from '../locators';
import { addresses, addressesProperty } from './addresses';
import { contactFieldParameters, contactFieldProperties, createdAt, createdAtProperty } from './contactFields';

/** Source: section 5.13, the fields that may be null. */
const clearing = clearFields(
	{
		contactCompanyId: 'Company ID',
		companyPosition: 'Company Position',
		firstName: 'First Name',
		lastName: 'Last Name',
		nationalId: 'National ID',
		providerId: 'Provider ID',
		providerName: 'Provider Name',
		userId: 'User ID',
	},
	'Fields to empty on purpose',
);

export const updateContact = itemOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a contact',
	description: 'Change fields of a contact. Fields that are left empty stay as they are.',
	properties: [
		contactIdProperty,
		{
			...addressesProperty,
			description:
				'Addresses that take the place of all addresses of the contact. (LlamadaPro does not document it; Create or Update keeps the others.) Without a row the addresses stay as they are.',
		},
		...customFieldsProperties,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description:
				'What to change. Fields that are not added here, or are left empty, stay as they are; use Clear Fields to empty one.',
			options: [...contactFieldProperties, createdAtProperty, clearing.property].sort((first, second) =>
				first.displayName.localeCompare(second.displayName),
			),
		},
	],
	parameters: z.object({
		contactId: wholeNumberId,
		addresses,
		...customFieldsParameters,
		updateFields: z
			.object({ ...contactFieldParameters, createdAt, clearFields: clearing.schema })
			.default({})
			.superRefine(clearing.check),
	}),
	output: contactSchema,
	async execute(context) {
		const { parameters, client } = context;
		const { clearFields: toClear, ...fields } = parameters.updateFields;
		const body = {
			...fields,
			...nulls(toClear),
			addresses: parameters.addresses,
			customFields: customFieldsOf(parameters, context.client.timeZone),
		};
		if (!isAnySet(body)) {
			throw new RequestFailure({
				message: 'There is nothing to change: every field is empty',
				description:
					'Nothing was sent for this item. Fill in at least one field. To remove a value on purpose, choose it in Clear Fields.',
				outcome: 'notSent',
			});
		}
		return await client.request(routes.updateContact, { path: { id: parameters.contactId }, body });
	},
});
