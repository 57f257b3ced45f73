import { z } from 'zod';
import { entityTypes, fieldTypes, optionsOf, requireDefinition } from './customFieldEntities.ts';
import type { Definition } from './customFieldEntities.ts';
import { deleteValues, hasValues, renameValues } from './customFieldValues.ts';
import { conflict } from './errors.ts';
import { listByQuery } from './listQuery.ts';
import type { Handlers } from './operationRoutes.ts';
import { dateTime, readBody, readId, readQuery } from './schema.ts';
import type { LlamadaProState } from './state.ts';

const createSchema = z.object({
	entityType: z.enum(entityTypes),
	fieldKey: z.string(),
	fieldLabel: z.string().nullable().optional(),
	fieldType: z.enum(fieldTypes),
	description: z.string().nullable().optional(),
});

const updateSchema = createSchema.partial().extend({
	id: z.number().optional(),
	tenantId: z.string().optional(),
	createdAt: dateTime.optional(),
	updatedAt: dateTime.optional(),
});

const deleteSchema = z.object({ force: z.enum(['true', 'false']).optional() });

/** The custom fields (sections 5.27 to 5.31). */
export const definitionHandlers: Handlers<
	| 'getCustomFieldDefinitions'
	| 'createCustomFieldDefinition'
	| 'getCustomFieldDefinition'
	| 'updateCustomFieldDefinition'
	| 'deleteCustomFieldDefinition'
> = {
	getCustomFieldDefinitions: (request, state, assumptions) =>
		listByQuery(request, () => state.definitions.all(), ['fieldKey', 'fieldLabel', 'description'], assumptions),

	createCustomFieldDefinition: (request, state) => {
		const fields = readBody(request, createSchema);
		refuseDuplicate(fields, state);
		const now = state.timestamp();
		return state.definitions.put({
			fieldLabel: null,
			description: null,
			...fields,
			id: state.definitions.nextId(),
			tenantId: state.tenantId,
			createdAt: now,
			updatedAt: now,
		});
	},

	getCustomFieldDefinition: (request, state) => requireDefinition(readId(request, 'id'), state),

	updateCustomFieldDefinition: (request, state) => {
		const id = readId(request, 'id');
		const fields = readBody(request, updateSchema);
		const definition = requireDefinition(id, state);
		const { tenantId } = definition;
		const changed = { ...definition, ...fields, id, tenantId, updatedAt: state.timestamp() };
		refuseDuplicate(changed, state, id);
		if (changed.fieldKey !== definition.fieldKey) renameValues(definition, changed.fieldKey, state);
		return state.definitions.put(changed);
	},

	deleteCustomFieldDefinition: (request, state, assumptions) => {
		const id = readId(request, 'id');
		const { force } = readQuery(request, deleteSchema);
		const definition = requireDefinition(id, state);
		if (force !== 'true' && assumptions.definitionWithValues === 'refused' && hasValues(definition, state)) {
			throw conflict(`Custom field '${definition.fieldKey}' has values. Delete it with force to delete them too.`);
		}
		deleteValues(definition, state);
		for (const option of optionsOf(id, state)) state.options.delete(option.id);
		state.definitions.delete(id);
		return definition;
	},
};

/** Refuses a second field with this key for the same kind of entity (section 9). */
function refuseDuplicate(
	{ entityType, fieldKey }: Pick<Definition, 'entityType' | 'fieldKey'>,
	state: LlamadaProState,
	ownId?: number,
): void {
	const taken = state.definitions
		.all()
		.some((other) => other.id !== ownId && other.entityType === entityType && other.fieldKey === fieldKey);
	if (taken) throw conflict(`${entityType} has a custom field '${fieldKey}' already.`);
}
