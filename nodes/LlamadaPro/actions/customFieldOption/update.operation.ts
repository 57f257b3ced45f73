import { z } from 'zod';

import { optionalText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { optionSchema } from '../../schemas/customField';
import { clearFields, isAnySet, nulls } from '../clearFields';
import { customFieldIdProperty, customFieldOptionIdProperty, wholeNumberId } from '../locators';
import { descriptionProperty, labelProperty, valueProperty } from './optionFields';

const clearing = clearFields({ description: 'Description', label: 'Label' }, 'Fields to empty on purpose');

export const updateCustomFieldOption = itemOperation({
	name: 'Update',
	value: 'update',
	action: 'Update an option of a custom field',
	description: 'Change how an option of a custom field is shown',
	properties: [
		customFieldIdProperty,
		customFieldOptionIdProperty,
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
				clearing.property,
				labelProperty,
				{
					...valueProperty,
					description:
						'What records hold when this option is chosen. LlamadaPro does not document whether records that hold the old value change with it.',
				},
			],
		},
	],
	parameters: z.object({
		customFieldId: wholeNumberId,
		customFieldOptionId: wholeNumberId,
		updateFields: z
			.object({
				description: optionalText,
				clearFields: clearing.schema,
				label: optionalText,
				value: optionalText,
			})
			.default({})
			.superRefine(clearing.check)
			.superRefine(({ clearFields: toClear, ...changes }, context) => {
				if (toClear.length > 0 || isAnySet(changes)) return;
				context.addIssue({ code: z.ZodIssueCode.custom, message: 'is empty: add at least one field to change' });
			}),
	}),
	output: optionSchema,
	async execute({ parameters, client }) {
		const { customFieldId: definitionId, customFieldOptionId: optionId, updateFields } = parameters;
		const { clearFields: toClear, ...changes } = updateFields;
		return await client.request(routes.updateOption, {
			path: { definitionId, optionId },
			body: { ...changes, ...nulls(toClear) },
		});
	},
});
