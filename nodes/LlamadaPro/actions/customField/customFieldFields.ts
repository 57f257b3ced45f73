import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { entityTypes, fieldTypes } from '../../schemas/customField';

/** "FUNNEL_CONVERSATION" as people read it: "Funnel Conversation". */
const spoken = (value: string): string =>
	value
		.split('_')
		.map((word) => word.charAt(0) + word.slice(1).toLowerCase())
		.join(' ');

const choices = (values: readonly string[]): INodePropertyOptions[] =>
	values
		.map((value) => ({ name: spoken(value), value }))
		.sort((first, second) => first.name.localeCompare(second.name));

export const entityTypeProperty: INodeProperties = {
	displayName: 'Entity Type',
	name: 'entityType',
	type: 'options',
	options: choices(entityTypes),
	default: 'CONTACT',
	description: 'The kind of record that has the field',
};

export const fieldTypeProperty: INodeProperties = {
	displayName: 'Field Type',
	name: 'fieldType',
	type: 'options',
	options: choices(fieldTypes),
	default: 'STRING',
	description: 'The kind of value that the field holds. The options of a list are made with Custom Field Option.',
};

export const fieldKeyProperty: INodeProperties = {
	displayName: 'Field Key',
	name: 'fieldKey',
	type: 'string',
	default: '',
	placeholder: 'e.g. source',
	description: 'Key under which records hold the value. It is assumed to be unique per entity type.',
};

export const fieldLabelProperty: INodeProperties = {
	displayName: 'Field Label',
	name: 'fieldLabel',
	type: 'string',
	default: '',
	placeholder: 'e.g. Lead source',
	description: 'The name of the field that people see',
};

export const descriptionProperty: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Where the contact came from',
	description: 'What the field is for',
};

/** Fields of a definition to filter and sort by. The reference lists none. */
export const definitionColumns: readonly INodePropertyOptions[] = [
	{ name: 'Created At', value: 'createdAt' },
	{ name: 'Description', value: 'description' },
	{ name: 'Field Key', value: 'fieldKey' },
	{ name: 'Field Label', value: 'fieldLabel' },
	{ name: 'Field Type', value: 'fieldType' },
	{ name: 'ID', value: 'id' },
	{ name: 'Updated At', value: 'updatedAt' },
];

export const tenantIdProperty: INodeProperties = {
	displayName: 'Tenant ID',
	name: 'tenantId',
	type: 'string',
	default: '',
	placeholder: 'e.g. my-company',
	description: 'The company whose fields to list, for keys that see more than one. LlamadaPro does not explain it.',
};
