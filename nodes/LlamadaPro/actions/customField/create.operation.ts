import { z } from 'zod';

import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { definitionSchema, entityTypes, fieldTypes } from '../../schemas/customField';
import {
	descriptionProperty,
	entityTypeProperty,
	fieldKeyProperty,
	fieldLabelProperty,
	fieldTypeProperty,
} from './customFieldFields';

export const createCustomField = itemOperation({
	name: 'Create',
	value: 'create',
	action: 'Create a custom field',
	description: 'Define a custom field for contacts, companies, conversations or products',
	properties: [
		{ ...entityTypeProperty, required: true },
		{ ...fieldKeyProperty, required: true },
		{ ...fieldTypeProperty, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [descriptionProperty, fieldLabelProperty],
		},
	],
	parameters: z.object({
		entityType: z.enum(entityTypes).default('CONTACT'),
		fieldKey: requiredName,
		fieldType: z.enum(fieldTypes).default('STRING'),
		additionalFields: z.object({ description: optionalText, fieldLabel: optionalText }).default({}),
	}),
	output: definitionSchema,
	async execute({ parameters, client }) {
		const { additionalFields, ...body } = parameters;
		return await client.request(routes.createDefinition, { body: { ...body, ...additionalFields } });
	},
});
