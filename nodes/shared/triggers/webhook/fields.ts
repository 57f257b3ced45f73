import type { INodeProperties } from 'n8n-workflow';

/** The option that every webhook trigger has. */
export const includeHeaders: INodeProperties = {
	displayName: 'Include Headers',
	name: 'includeHeaders',
	type: 'boolean',
	default: true,
	description:
		'Whether to add the headers of the request to the item, without those that carry a secret or a signature',
};
