import { notFound } from './errors.ts';
import type { LlamadaProState } from './state.ts';

export const entityTypes = ['CONTACT', 'COMPANY', 'FUNNEL_CONVERSATION', 'FUNNEL_CHANNEL_SESSION', 'PRODUCT'] as const;
export const fieldTypes = ['STRING', 'NUMBER', 'DATE', 'BOOLEAN', 'LIST', 'FILE'] as const;

/** A custom field as every answer has it (section 6). */
export interface Definition {
	readonly id: number;
	readonly tenantId: string;
	readonly entityType: (typeof entityTypes)[number];
	readonly fieldKey: string;
	readonly fieldLabel: string | null;
	readonly fieldType: (typeof fieldTypes)[number];
	readonly description: string | null;
	readonly createdAt: string;
	readonly updatedAt: string;
}

/** One value of a LIST field (section 6). */
export interface ListOption {
	readonly id: number;
	readonly tenantId: string;
	readonly definitionId: number;
	readonly value: string;
	readonly label: string | null;
	readonly description: string | null;
	readonly createdAt: string;
	readonly updatedAt: string;
}

/** The definition of this id, or a 404. */
export function requireDefinition(id: number, state: LlamadaProState): Definition {
	const definition = state.definitions.get(id);
	if (definition === undefined) throw notFound(`Custom field definition ${id}`);
	return definition;
}

/** The option of this id, if it belongs to this definition; else a 404. */
export function requireOption(definitionId: number, optionId: number, state: LlamadaProState): ListOption {
	requireDefinition(definitionId, state);
	const option = state.options.get(optionId);
	if (option?.definitionId !== definitionId) throw notFound(`Option ${optionId} of definition ${definitionId}`);
	return option;
}

/** The options of one definition, oldest first. */
export function optionsOf(definitionId: number, state: LlamadaProState): ListOption[] {
	return state.options.all().filter((option) => option.definitionId === definitionId);
}
