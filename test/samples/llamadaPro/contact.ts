import type { OperationSample } from '../liveTok.ts';

const contact = (id: string) => ({ __rl: true, mode: 'id', value: id });

/** A form of custom fields as the editor stores it, filled for contacts of the simulator's account. */
const customFields = {
	mappingMode: 'defineBelow',
	value: { source: '={{ $json.source }}', score: '={{ $json.score }}' },
	matchingColumns: [],
	schema: [
		{
			id: 'source',
			displayName: 'Source',
			type: 'string',
			required: false,
			defaultMatch: false,
			display: true,
			removed: false,
		},
		{
			id: 'score',
			displayName: 'Score',
			type: 'number',
			required: false,
			defaultMatch: false,
			display: true,
			removed: false,
		},
	],
	attemptToConvertTypes: false,
	convertFieldsToString: false,
};

/** One sample per operation of the Contact resource. They fit the simulator's seed data: contacts 1 to 60. */
export const contactSamples: Readonly<Record<string, OperationSample>> = {
	'contact.create': {
		parameters: {
			addresses: {
				address: [
					{ channelType: 'PHONE', otherChannelType: '', address: '={{ $json.phone }}' },
					{ channelType: 'EMAIL', otherChannelType: '', address: '={{ $json.email }}' },
				],
			},
			customFieldsInput: 'fields',
			customFields,
			additionalFields: { firstName: '={{ $json.name }}', companyPosition: 'Buyer' },
		},
		items: [
			{ name: 'Ana', phone: '+56 9 8000 0001', email: 'ana@example.com', source: 'web', score: '12' },
			{ name: 'Benjamín', phone: '+56 9 8000 0002', email: 'benjamin@example.com', source: 'ads', score: '7.5' },
		],
	},
	'contact.get': {
		parameters: { contactId: contact('={{ $json.id }}') },
		items: [{ id: '1' }, { id: '2' }],
	},
	'contact.getAll': {
		parameters: {
			returnAll: false,
			limit: 3,
			filters: {
				filterBy: { filter: [{ field: 'firstName', otherField: '', value: '={{ $json.name }}' }] },
				sortBy: { sort: { field: 'createdAt', otherField: '', direction: 'desc' } },
			},
		},
		items: [{ name: 'Ana' }, { name: 'José' }],
	},
	'contact.update': {
		parameters: {
			contactId: contact('={{ $json.id }}'),
			addresses: {},
			customFieldsInput: 'json',
			customFieldsJson: '{ "priority": "high" }',
			updateFields: { companyPosition: '={{ $json.position }}', clearFields: ['providerId'] },
		},
		items: [
			{ id: '5', position: 'Owner' },
			{ id: '10', position: 'Buyer' },
		],
	},
	'contact.delete': {
		parameters: { contactId: contact('={{ $json.id }}') },
		items: [{ id: '58' }, { id: '59' }],
	},
	'contact.search': {
		parameters: {
			returnAll: false,
			limit: 5,
			search: '',
			filters: {
				filter: [
					{
						field: 'addresses.address',
						otherField: '',
						operator: 'eq',
						otherOperator: '',
						value: '={{ $json.phone }}',
					},
				],
			},
			sort: { rule: [{ field: 'createdAt', otherField: '', direction: 'desc' }] },
			options: { includeArchived: true, includeTotalCount: true },
		},
		items: [{ phone: '+56955510101' }, { phone: '+56955510102' }],
	},
	'contact.upsert': {
		parameters: {
			matchBy: 'phone',
			matchValue: '={{ $json.phone }}',
			addresses: { address: [{ channelType: 'EMAIL', otherChannelType: '', address: '={{ $json.email }}' }] },
			customFieldsInput: 'fields',
			customFields,
			additionalFields: { firstName: '={{ $json.name }}' },
		},
		items: [
			{ name: 'Ana', phone: '+56955510101', email: 'ana@example.com', source: 'web', score: '12' },
			{ name: 'Benjamín', phone: '+56980000003', email: 'benjamin@example.com', source: 'ads', score: '7.5' },
		],
	},
};
