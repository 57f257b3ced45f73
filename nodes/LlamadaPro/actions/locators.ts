import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { requiredName } from '../../shared/properties/text';

interface Record {
	readonly displayName: string;
	readonly name: string;
	readonly searchListMethod: string;
	readonly placeholder: string;
	readonly hint: string;
	readonly description: string;
}

/** A record that can be listed: from a searchable list, or by its id. */
function locator({ displayName, name, searchListMethod, placeholder, hint, description }: Record): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		required: true,
		default: { mode: 'list', value: '' },
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By ID', name: 'id', type: 'string', placeholder, hint },
		],
	};
}

export const contactIdProperty = locator({
	displayName: 'Contact',
	name: 'contactId',
	searchListMethod: 'searchContacts',
	placeholder: 'e.g. 1234',
	hint: 'Get Many and Search return the IDs of contacts',
	description: 'The contact to work on',
});

export const taskIdProperty = locator({
	displayName: 'Task',
	name: 'taskId',
	searchListMethod: 'searchTasks',
	placeholder: 'e.g. task_123',
	hint: 'Get Many returns the IDs of tasks',
	description: 'The task to work on',
});

export const customFieldIdProperty = locator({
	displayName: 'Custom Field',
	name: 'customFieldId',
	searchListMethod: 'searchCustomFields',
	placeholder: 'e.g. 12',
	hint: 'Get Many returns the IDs of custom fields',
	description: 'The custom field to work on',
});

/** The list of options is that of the custom field chosen in `customFieldId`. */
export const customFieldOptionIdProperty = locator({
	displayName: 'Option',
	name: 'customFieldOptionId',
	searchListMethod: 'searchCustomFieldOptions',
	placeholder: 'e.g. 34',
	hint: 'Get Many of Custom Field Option returns the IDs',
	description: 'The option to work on',
});

/** An id of the kinds that are whole numbers: contacts, calls, recordings, conversations, fields and options. */
export const wholeNumberId = requiredName.pipe(
	z.string().regex(/^\d{1,15}$/, { message: 'has to be a whole number, as LlamadaPro’s IDs are' }),
);

/** An id that is a text: tasks and messages. */
export const textId = requiredName;
