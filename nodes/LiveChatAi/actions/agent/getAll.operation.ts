import { z } from 'zod';

import { readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { itemOperation } from '../../../shared/runtime/operation';
import { pagesOf } from '../../answers';
import { routes } from '../../api';
import { type Agent, agentSchema } from '../../schemas/agent';

export const getAllAgents = itemOperation({
	name: 'Get Many',
	value: 'getAll',
	action: 'Get many AI agents',
	description: 'List the AI agents of the workspace; archived ones say so',
	properties: returnAllProperties,
	parameters: z.object(returnAllParameters),
	output: agentSchema,
	execute({ parameters, client }) {
		return readPages(client, routes.listAgents, { query: {} }, pagesOf<Agent>('agents'), mostResults(parameters));
	},
});
