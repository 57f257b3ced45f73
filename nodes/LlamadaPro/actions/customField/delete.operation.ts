import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { definitionSchema } from '../../schemas/customField';
import { customFieldIdProperty, wholeNumberId } from '../locators';

export const deleteCustomField = itemOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a custom field',
	description: 'Remove the definition of a custom field for good',
	properties: [customFieldIdProperty],
	options: [
		{
			displayName: 'Force',
			name: 'force',
			type: 'boolean',
			default: false,
			description:
				'Whether to delete the values that records have of this field, too. Without it LlamadaPro is assumed to refuse while there are any.',
		},
	],
	parameters: z.object({
		customFieldId: wholeNumberId,
		options: z.object({ force: z.boolean().optional() }).default({}),
	}),
	output: definitionSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.deleteDefinition, {
			path: { id: parameters.customFieldId },
			query: parameters.options.force === true ? { force: true } : {},
		});
	},
});
