import type { Definition } from './customFieldEntities.ts';
import type { FreeObject } from './schema.ts';
import type { LlamadaProState } from './state.ts';

type Field = Pick<Definition, 'entityType' | 'fieldKey'>;

/** Whether a record has a value of this custom field. Only contacts and conversations keep values here. */
export function hasValues(field: Field, state: LlamadaProState): boolean {
	const records = [...contactsOf(field, state), ...conversationsOf(field, state)];
	return records.some(({ customFields }) => isSet(customFields[field.fieldKey]));
}

/** Deletes the values of a custom field from every record; with `value` only this one. */
export function deleteValues(field: Field, state: LlamadaProState, value?: string): void {
	changeValues(field, state, (customFields) => {
		const { [field.fieldKey]: current, ...others } = customFields;
		return value === undefined || current === value ? others : customFields;
	});
}

/** Moves the values of a custom field to its new key. */
export function renameValues(field: Field, newKey: string, state: LlamadaProState): void {
	changeValues(field, state, (customFields) => {
		const { [field.fieldKey]: current, ...others } = customFields;
		return { ...others, [newKey]: current };
	});
}

function changeValues(field: Field, state: LlamadaProState, change: (customFields: FreeObject) => FreeObject): void {
	const has = ({ customFields }: { customFields: FreeObject }) => Object.hasOwn(customFields, field.fieldKey);
	for (const contact of contactsOf(field, state).filter(has)) {
		state.contacts.put({ ...contact, customFields: change(contact.customFields) });
	}
	for (const conversation of conversationsOf(field, state).filter(has)) {
		state.conversations.put({ ...conversation, customFields: change(conversation.customFields) });
	}
}

function contactsOf({ entityType }: Field, state: LlamadaProState): ReturnType<LlamadaProState['contacts']['all']> {
	return entityType === 'CONTACT' ? state.contacts.all() : [];
}

function conversationsOf(
	{ entityType }: Field,
	state: LlamadaProState,
): ReturnType<LlamadaProState['conversations']['all']> {
	return entityType === 'FUNNEL_CONVERSATION' ? state.conversations.all() : [];
}

function isSet(value: unknown): boolean {
	return value !== undefined && value !== null;
}
