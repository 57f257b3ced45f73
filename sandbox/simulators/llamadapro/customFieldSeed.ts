import type { Definition, ListOption } from './customFieldEntities.ts';

const createdAt = '2025-01-01T08:00:00.000Z';

const fields: Array<Pick<Definition, 'entityType' | 'fieldKey' | 'fieldLabel' | 'fieldType'>> = [
	{ entityType: 'CONTACT', fieldKey: 'source', fieldLabel: 'Source', fieldType: 'STRING' },
	{ entityType: 'CONTACT', fieldKey: 'score', fieldLabel: 'Score', fieldType: 'NUMBER' },
	{ entityType: 'CONTACT', fieldKey: 'birthDate', fieldLabel: 'Date of birth', fieldType: 'DATE' },
	{ entityType: 'CONTACT', fieldKey: 'vip', fieldLabel: null, fieldType: 'BOOLEAN' },
	{ entityType: 'CONTACT', fieldKey: 'priority', fieldLabel: 'Priority', fieldType: 'LIST' },
	{ entityType: 'CONTACT', fieldKey: 'contract', fieldLabel: 'Contract', fieldType: 'FILE' },
	{ entityType: 'COMPANY', fieldKey: 'industry', fieldLabel: 'Industry', fieldType: 'STRING' },
];

const priorityId = 5;
const priorities = [
	{ value: 'low', label: 'Low' },
	{ value: 'medium', label: 'Medium' },
	{ value: 'high', label: 'High' },
	{ value: 'urgent', label: null },
];

/** Definitions 1 to 6, one of each type for contacts (5 is the LIST), and 7 for companies. */
export function seedDefinitions(tenantId: string): Definition[] {
	return fields.map((field, index) => ({
		...field,
		id: index + 1,
		tenantId,
		description: index % 2 === 0 ? `Kept by the sandbox (${field.fieldKey})` : null,
		createdAt,
		updatedAt: createdAt,
	}));
}

/** Options 1 to 4 of definition 5. */
export function seedOptions(tenantId: string): ListOption[] {
	return priorities.map((option, index) => ({
		...option,
		id: index + 1,
		tenantId,
		definitionId: priorityId,
		description: null,
		createdAt,
		updatedAt: createdAt,
	}));
}
