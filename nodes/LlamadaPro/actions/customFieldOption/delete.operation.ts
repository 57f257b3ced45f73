import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { optionSchema } from '../../schemas/customField';
import { customFieldIdProperty, customFieldOptionIdProperty, wholeNumberId } from '../locators';

export const deleteCustomFieldOption = itemOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete an option of a custom field',
	description: 'Remove an option for good. Records that use it are affected.',
	properties: [customFieldIdProperty, customFieldOptionIdProperty],
	parameters: z.object({ customFieldId: wholeNumberId, customFieldOptionId: wholeNumberId }),
	output: optionSchema,
	async execute({ parameters, client }) {
		const { customFieldId: definitionId, customFieldOptionId: optionId } = parameters;
		return await client.request(routes.deleteOption, { path: { definitionId, optionId } });
	},
});
