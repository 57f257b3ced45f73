import { z } from 'zod';

import { readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { optionalText } from '../../../shared/properties/text';
import { itemOperation } from '../../../shared/runtime/operation';
import { assumptions, pagesOf, routes } from '../../api';
import { type Definition, definitionSchema, entityTypes } from '../../schemas/customField';
import { listQueryParameters, listQueryProperties, toListQuery } from '../contact/listQuery';
import { definitionColumns, entityTypeProperty, tenantIdProperty } from './customFieldFields';

export const getAllCustomFields = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many custom fields',
	description: 'List the definitions of custom fields',
	properties: [
		...returnAllProperties,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add filter',
			default: {},
			options: [entityTypeProperty, ...listQueryProperties(definitionColumns, 'fieldKey'), tenantIdProperty],
		},
	],
	parameters: z.object({
		...returnAllParameters,
		filters: z
			.object({
				entityType: z.enum(entityTypes).optional(),
				...listQueryParameters,
				tenantId: optionalText,
			})
			.default({}),
	}),
	output: definitionSchema,
	execute({ parameters, client }) {
		const { entityType, tenantId, ...filters } = parameters.filters;
		const ofType = entityType === undefined ? [] : [assumptions.definitionsOf(entityType)];
		const query = { ...toListQuery(filters, ofType), ...(tenantId === undefined ? {} : { tenantId }) };
		return readPages(client, routes.listDefinitions, { query }, pagesOf<Definition>(), mostResults(parameters));
	},
});
