import type { INodeProperties } from 'n8n-workflow';

import { optionalDateTime } from '../../../shared/properties/dateTime';
import { jsonValue } from '../../../shared/properties/json';
import { optionalWholeNumber } from '../../../shared/properties/number';
import { optionalText } from '../../../shared/properties/text';

/** The plain fields of a contact, in alphabetical order of their labels. */
export const contactFieldProperties: INodeProperties[] = [
	{
		displayName: 'Company ID',
		name: 'contactCompanyId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 7',
		description: 'ID of the company the contact belongs to. LlamadaPro shows it; its API cannot list companies.',
	},
	{
		displayName: 'Company Position',
		name: 'companyPosition',
		type: 'string',
		default: '',
		placeholder: 'e.g. Head of Sales',
		description: 'What the contact does in the company',
	},
	{
		displayName: 'First Name',
		name: 'firstName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Ana',
		description: 'First name of the contact',
	},
	{
		displayName: 'Last Name',
		name: 'lastName',
		type: 'string',
		default: '',
		placeholder: 'e.g. Pérez',
		description: 'Last name of the contact',
	},
	{
		displayName: 'Metadata',
		name: 'metadata',
		type: 'json',
		typeOptions: { rows: 3 },
		default: '{}',
		placeholder: 'e.g. { "campaign": "spring" }',
		description: 'Any JSON to keep with the contact',
	},
	{
		displayName: 'National ID',
		name: 'nationalId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 12345678-5',
		description: 'Number of the contact’s identity document',
	},
	{
		displayName: 'Provider ID',
		name: 'providerId',
		type: 'string',
		default: '',
		placeholder: 'e.g. crm-123',
		description: 'ID of the contact in the system it comes from',
	},
	{
		displayName: 'Provider Name',
		name: 'providerName',
		type: 'string',
		default: '',
		placeholder: 'e.g. crm',
		description: 'Name of the system the contact comes from',
	},
	{
		displayName: 'User ID',
		name: 'userId',
		type: 'string',
		default: '',
		placeholder: 'e.g. 101',
		description: 'ID of the LlamadaPro user who looks after the contact. The API cannot list users.',
	},
];

/** The schema keys of `contactFieldProperties`. A field that was left empty is not sent. */
export const contactFieldParameters = {
	contactCompanyId: optionalWholeNumber,
	companyPosition: optionalText,
	firstName: optionalText,
	lastName: optionalText,
	metadata: jsonValue,
	nationalId: optionalText,
	providerId: optionalText,
	providerName: optionalText,
	userId: optionalWholeNumber,
};

export const createdAtProperty: INodeProperties = {
	displayName: 'Created At',
	name: 'createdAt',
	type: 'dateTime',
	default: '',
	description:
		'When the contact was created, for contacts that are older than their entry here. Without a time zone, it is in the workflow’s.',
};

/** The schema of `createdAtProperty`. */
export const createdAt = optionalDateTime;
