import type { OperationSample } from '../liveTok.ts';

const byId = (id: string) => ({ __rl: true, mode: 'id', value: id });

/** One sample per operation of the Custom Field Option resource. Definition 5 of the simulator has the options 1 to 4. */
export const customFieldOptionSamples: Readonly<Record<string, OperationSample>> = {
	'customFieldOption.create': {
		parameters: {
			customFieldId: byId('5'),
			value: '={{ $json.value }}',
			additionalFields: { label: '={{ $json.label }}', description: '' },
		},
		items: [
			{ value: 'someday', label: 'Some day' },
			{ value: 'never', label: 'Never' },
		],
	},
	'customFieldOption.get': {
		parameters: { customFieldId: byId('5'), customFieldOptionId: byId('={{ $json.id }}') },
		items: [{ id: '1' }, { id: '2' }],
	},
	'customFieldOption.getAll': {
		parameters: { customFieldId: byId('5'), returnAll: false, limit: 2, filters: {} },
		items: [{}, {}],
	},
	'customFieldOption.update': {
		parameters: {
			customFieldId: byId('5'),
			customFieldOptionId: byId('={{ $json.id }}'),
			updateFields: { label: '={{ $json.label }}' },
		},
		items: [
			{ id: '1', label: 'Can wait' },
			{ id: '2', label: 'Normal' },
		],
	},
	'customFieldOption.delete': {
		parameters: { customFieldId: byId('5'), customFieldOptionId: byId('={{ $json.id }}') },
		items: [{ id: '3' }, { id: '4' }],
	},
};
