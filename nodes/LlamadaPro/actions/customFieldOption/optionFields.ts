import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

export const valueProperty: INodeProperties = {
	displayName: 'Value',
	name: 'value',
	type: 'string',
	default: '',
	placeholder: 'e.g. high',
	description: 'What records hold when this option is chosen',
};

export const labelProperty: INodeProperties = {
	displayName: 'Label',
	name: 'label',
	type: 'string',
	default: '',
	placeholder: 'e.g. High',
	description: 'The name of the option that people see',
};

export const descriptionProperty: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Answer within the hour',
	description: 'What the option means',
};

/** Fields of an option to filter and sort by. The reference lists none. */
export const optionColumns: readonly INodePropertyOptions[] = [
	{ name: 'Created At', value: 'createdAt' },
	{ name: 'Description', value: 'description' },
	{ name: 'ID', value: 'id' },
	{ name: 'Label', value: 'label' },
	{ name: 'Updated At', value: 'updatedAt' },
	{ name: 'Value', value: 'value' },
];
