import { z } from 'zod';

import { optionalText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { definitionSchema, entityTypes, fieldTypes } from '../../schemas/customField';
import { clearFields, isAnySet, nulls } from '../clearFields';
import { customFieldIdProperty, wholeNumberId } from '../locators';
import {
	descriptionProperty,
	entityTypeProperty,
	fieldKeyProperty,
	fieldLabelProperty,
	fieldTypeProperty,
} from './customFieldFields';

const unknownEffect = 'LlamadaPro does not document what becomes of values that records already have.';

const clearing = clearFields({ description: 'Description', fieldLabel: 'Field Label' }, 'Fields to empty on purpose');

export const updateCustomField = itemOperation({
	name: 'Update',
	value: 'update',
	action: 'Update a custom field',
	description: 'Change the definition of a custom field',
	properties: [
		customFieldIdProperty,
		{
			displayName: 'Update Fields',
			name: 'updateFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			description:
				'What to change. Fields that are not added here, or are left empty, stay as they are; use Clear Fields to empty one.',
			options: [
				descriptionProperty,
				{ ...entityTypeProperty, description: `The kind of record that has the field. ${unknownEffect}` },
				{ ...fieldKeyProperty, description: `Key under which records hold the value. ${unknownEffect}` },
				fieldLabelProperty,
				{ ...fieldTypeProperty, description: `The kind of value that the field holds. ${unknownEffect}` },
				clearing.property,
			],
		},
	],
	parameters: z.object({
		customFieldId: wholeNumberId,
		updateFields: z
			.object({
				description: optionalText,
				entityType: z.enum(entityTypes).optional(),
				fieldKey: optionalText,
				fieldLabel: optionalText,
				fieldType: z.enum(fieldTypes).optional(),
				clearFields: clearing.schema,
			})
			.default({})
			.superRefine(clearing.check)
			.superRefine(({ clearFields: toClear, ...changes }, context) => {
				if (toClear.length > 0 || isAnySet(changes)) return;
				context.addIssue({ code: z.ZodIssueCode.custom, message: 'is empty: add at least one field to change' });
			}),
	}),
	output: definitionSchema,
	async execute({ parameters, client }) {
		const { clearFields: toClear, ...changes } = parameters.updateFields;
		return await client.request(routes.updateDefinition, {
			path: { id: parameters.customFieldId },
			body: { ...changes, ...nulls(toClear) },
		});
	},
});
