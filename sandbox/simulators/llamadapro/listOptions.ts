import { z } from 'zod';
import { optionsOf, requireDefinition, requireOption } from './customFieldEntities.ts';
import type { ListOption } from './customFieldEntities.ts';
import { deleteValues } from './customFieldValues.ts';
import { conflict, invalid } from './errors.ts';
import { listByQuery } from './listQuery.ts';
import type { Handlers } from './operationRoutes.ts';
import { dateTime, readBody, readId } from './schema.ts';
import type { LlamadaProState } from './state.ts';

const createSchema = z.object({
	definitionId: z.number(),
	value: z.string(),
	label: z.string().nullable().optional(),
	description: z.string().nullable().optional(),
});

const updateSchema = createSchema.partial().extend({
	id: z.number().optional(),
	tenantId: z.string().optional(),
	createdAt: dateTime.optional(),
	updatedAt: dateTime.optional(),
});

/** The options of LIST fields (sections 5.22 to 5.26). */
export const listOptionHandlers: Handlers<
	| 'getCustomFieldListOptions'
	| 'createCustomFieldListOption'
	| 'getCustomFieldListOption'
	| 'updateCustomFieldListOption'
	| 'deleteCustomFieldListOption'
> = {
	getCustomFieldListOptions: (request, state, assumptions) => {
		const id = readId(request, 'definitionId');
		const options = () => optionsOf(requireDefinition(id, state).id, state);
		return listByQuery(request, options, ['value', 'label', 'description'], assumptions);
	},

	createCustomFieldListOption: (request, state) => {
		const definitionId = readId(request, 'definitionId');
		const fields = readBody(request, createSchema);
		refuseOtherDefinition(fields.definitionId, definitionId);
		const definition = requireDefinition(definitionId, state);
		if (definition.fieldType !== 'LIST') {
			throw conflict(`Custom field '${definition.fieldKey}' is a ${definition.fieldType}, only a LIST has options.`);
		}
		refuseDuplicate(fields, state);
		const now = state.timestamp();
		return state.options.put({
			label: null,
			description: null,
			...fields,
			id: state.options.nextId(),
			tenantId: state.tenantId,
			createdAt: now,
			updatedAt: now,
		});
	},

	getCustomFieldListOption: (request, state) =>
		requireOption(readId(request, 'definitionId'), readId(request, 'optionId'), state),

	updateCustomFieldListOption: (request, state) => {
		const definitionId = readId(request, 'definitionId');
		const id = readId(request, 'optionId');
		const fields = readBody(request, updateSchema);
		refuseOtherDefinition(fields.definitionId, definitionId);
		const option = requireOption(definitionId, id, state);
		const { tenantId } = option;
		const changed = { ...option, ...fields, id, tenantId, definitionId, updatedAt: state.timestamp() };
		refuseDuplicate(changed, state, id);
		return state.options.put(changed);
	},

	deleteCustomFieldListOption: (request, state) => {
		const definitionId = readId(request, 'definitionId');
		const option = requireOption(definitionId, readId(request, 'optionId'), state);
		state.options.delete(option.id);
		deleteValues(requireDefinition(definitionId, state), state, option.value);
		return option;
	},
};

/** The definition stands in the path and in the body: they must be the same (section 9). */
function refuseOtherDefinition(inBody: number | undefined, inPath: number): void {
	if (inBody === undefined || inBody === inPath) return;
	throw invalid('body.definitionId', `is not the definition ${inPath} of the path`, inBody);
}

function refuseDuplicate(
	{ definitionId, value }: Pick<ListOption, 'definitionId' | 'value'>,
	state: LlamadaProState,
	ownId?: number,
): void {
	const taken = optionsOf(definitionId, state).some((other) => other.id !== ownId && other.value === value);
	if (taken) throw conflict(`The list has the option '${value}' already.`);
}
