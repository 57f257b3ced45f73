import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { definitionSchema } from '../../schemas/customField';
import { customFieldIdProperty, wholeNumberId } from '../locators';

export const getCustomField = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a custom field',
	description: 'Read the definition of one custom field',
	properties: [customFieldIdProperty],
	parameters: z.object({ customFieldId: wholeNumberId }),
	output: definitionSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.getDefinition, { path: { id: parameters.customFieldId } });
	},
});
