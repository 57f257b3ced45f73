import type { INodePropertyOptions } from 'n8n-workflow';

/** Fields of a contact to filter and sort by. The reference shows some of them in examples and lists none. */
export const contactColumns: readonly INodePropertyOptions[] = [
	{ name: 'Company ID', value: 'contactCompanyId' },
	{ name: 'Company Position', value: 'companyPosition' },
	{ name: 'Created At', value: 'createdAt' },
	{ name: 'Email (Old Field)', value: 'email', description: 'LlamadaPro replaces it by addresses' },
	{ name: 'First Name', value: 'firstName' },
	{ name: 'ID', value: 'id' },
	{ name: 'Last Name', value: 'lastName' },
	{ name: 'National ID', value: 'nationalId' },
	{ name: 'Phone (Old Field)', value: 'phone', description: 'LlamadaPro replaces it by addresses' },
	{ name: 'Provider ID', value: 'providerId' },
	{ name: 'Provider Name', value: 'providerName' },
	{ name: 'Updated At', value: 'updatedAt' },
	{ name: 'User ID', value: 'userId' },
];
