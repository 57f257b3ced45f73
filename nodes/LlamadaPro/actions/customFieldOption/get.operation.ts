import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { optionSchema } from '../../schemas/customField';
import { customFieldIdProperty, customFieldOptionIdProperty, wholeNumberId } from '../locators';

export const getCustomFieldOption = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get an option of a custom field',
	description: 'Read one option of a custom field of the type LIST',
	properties: [customFieldIdProperty, customFieldOptionIdProperty],
	parameters: z.object({ customFieldId: wholeNumberId, customFieldOptionId: wholeNumberId }),
	output: optionSchema,
	async execute({ parameters, client }) {
		const { customFieldId: definitionId, customFieldOptionId: optionId } = parameters;
		return await client.request(routes.getOption, { path: { definitionId, optionId } });
	},
});
