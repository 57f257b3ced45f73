import type { OperationSample } from '../liveTok.ts';

const field = (id: string) => ({ __rl: true, mode: 'id', value: id });

/** One sample per operation of the Custom Field resource. They fit the simulator's seed data: definitions 1 to 7. */
export const customFieldSamples: Readonly<Record<string, OperationSample>> = {
	'customField.create': {
		parameters: {
			entityType: 'CONTACT',
			fieldKey: '={{ $json.key }}',
			fieldType: 'STRING',
			additionalFields: { fieldLabel: '={{ $json.label }}', description: '' },
		},
		items: [
			{ key: 'city', label: 'City' },
			{ key: 'street', label: 'Street' },
		],
	},
	'customField.get': {
		parameters: { customFieldId: field('={{ $json.id }}') },
		items: [{ id: '1' }, { id: '5' }],
	},
	'customField.getAll': {
		parameters: {
			returnAll: false,
			limit: 3,
			filters: {
				entityType: 'CONTACT',
				sortBy: { sort: { field: 'createdAt', otherField: '', direction: 'desc' } },
			},
		},
		items: [{}, {}],
	},
	'customField.update': {
		parameters: {
			customFieldId: field('={{ $json.id }}'),
			updateFields: { fieldLabel: '={{ $json.label }}', clearFields: ['description'] },
		},
		items: [
			{ id: '1', label: 'Origin' },
			{ id: '2', label: 'Points' },
		],
	},
	'customField.delete': {
		parameters: { customFieldId: field('={{ $json.id }}'), options: { force: true } },
		items: [{ id: '3' }, { id: '7' }],
	},
};
