import { z } from 'zod';

import { readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { optionalText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf, routes } from '../../api';
import { type ListOption, optionSchema } from '../../schemas/customField';
import { listQueryParameters, listQueryProperties, toListQuery } from '../contact/listQuery';
import { tenantIdProperty } from '../customField/customFieldFields';
import { customFieldIdProperty, wholeNumberId } from '../locators';
import { optionColumns } from './optionFields';

export const getAllCustomFieldOptions = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many options of a custom field',
	description: 'List the options of a custom field of the type LIST',
	properties: [
		customFieldIdProperty,
		...returnAllProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [...listQueryProperties(optionColumns, 'value'), tenantIdProperty],
		},
	],
	parameters: z.object({
		customFieldId: wholeNumberId,
		...returnAllParameters,
		filters: z.object({ ...listQueryParameters, tenantId: optionalText }).default({}),
	}),
	output: optionSchema,
	execute({ parameters, client }) {
		const { tenantId, ...filters } = parameters.filters;
		const input = {
			path: { definitionId: parameters.customFieldId },
			query: { ...toListQuery(filters), ...(tenantId === undefined ? {} : { tenantId }) },
		};
		return readPages(client, routes.listOptions, input, pagesOf<ListOption>(), mostResults(parameters));
	},
});
