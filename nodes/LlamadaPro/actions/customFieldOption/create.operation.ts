import { z } from 'zod';

import { optionalText, requiredName } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { optionSchema } from '../../schemas/customField';
import { customFieldIdProperty, wholeNumberId } from '../locators';
import { descriptionProperty, labelProperty, valueProperty } from './optionFields';

export const createCustomFieldOption = itemOperation({
	name: 'Create',
	value: 'create',
	action: 'Create an option of a custom field',
	description: 'Add an option to a custom field of the type LIST',
	properties: [
		customFieldIdProperty,
		{ ...valueProperty, required: true },
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add field',
			default: {},
			options: [descriptionProperty, labelProperty],
		},
	],
	parameters: z.object({
		customFieldId: wholeNumberId,
		value: requiredName,
		additionalFields: z.object({ description: optionalText, label: optionalText }).default({}),
	}),
	output: optionSchema,
	async execute({ parameters, client }) {
		const { customFieldId, value, additionalFields } = parameters;
		return await client.request(routes.createOption, {
			path: { definitionId: customFieldId },
			body: { definitionId: Number(customFieldId), value, ...additionalFields },
		});
	},
});
