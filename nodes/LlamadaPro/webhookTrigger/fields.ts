import type { INodeProperties } from 'n8n-workflow';

import { includeHeaders } from '../../shared/triggers/webhook/fields';

/** The fields of the LlamadaPro Webhook Trigger. */
export const fields: INodeProperties[] = [
	{
		displayName:
			'Give LlamadaPro the <b>production URL</b> (under Webhook URLs above) as the address for its webhooks of calls and transcriptions, and publish this workflow. Where LlamadaPro takes the address is not documented: look in its settings, or ask its support.',
		name: 'urlNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName: 'Resources',
		name: 'resources',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: [
			{ name: 'Call', value: 'Call' },
			{ name: 'Transcription', value: 'Transcription' },
		],
		default: ['Call'],
		description: 'What the events are about. Events about anything else are answered and ignored.',
	},
	{
		displayName: 'Actions',
		name: 'actions',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: [
			{ name: 'Created', value: 'create' },
			{ name: 'Deleted', value: 'delete' },
			{ name: 'Updated', value: 'update' },
		],
		default: ['create'],
		description: 'What has happened. LlamadaPro shows the word for Created only; the words for the others are assumed.',
	},
	{
		displayName: 'Call Filters',
		name: 'callFilters',
		type: 'collection',
		placeholder: 'Add filter',
		default: {},
		displayOptions: { show: { resources: ['Call'] } },
		options: [
			{
				displayName: 'Direction',
				name: 'directions',
				type: 'multiOptions',
				options: [
					{ name: 'Incoming', value: 'incoming' },
					{ name: 'Outgoing', value: 'outgoing' },
				],
				default: [],
				description: 'Only calls in one of these directions',
			},
			{
				displayName: 'Status',
				name: 'statuses',
				type: 'multiOptions',
				options: [
					{ name: 'Busy', value: 'busy' },
					{ name: 'Completed', value: 'completed' },
					{ name: 'Failed', value: 'failed' },
					{ name: 'No Answer', value: 'no-answer' },
				],
				default: [],
				description: 'Only calls that have ended like this',
			},
		],
	},
	{
		displayName: 'Authentication',
		name: 'authentication',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'None',
				value: 'none',
				description: 'Whoever knows the URL can start the workflow. It is hard to guess.',
			},
			{ name: 'Secret in a Header', value: 'header', description: 'As a header of each delivery' },
			{ name: 'Secret in the URL', value: 'query', description: 'As a query parameter' },
		],
		default: 'none',
		description: 'Whether deliveries have to carry a secret. LlamadaPro documents no signature.',
	},
	{
		displayName:
			'Enter a long random text as <b>Webhook Secret</b> in the credential, and have LlamadaPro send it in this header with every delivery. Whether LlamadaPro can do that is not documented.',
		name: 'headerNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['header'] } },
	},
	{
		displayName: 'Header Name',
		name: 'headerName',
		type: 'string',
		noDataExpression: true,
		default: 'X-Webhook-Secret',
		description: 'Name of the header that carries the secret',
		displayOptions: { show: { authentication: ['header'] } },
	},
	{
		displayName:
			'Enter a long random text of letters and digits as <b>Webhook Secret</b> in the credential, and put it at the end of the URL that you give to LlamadaPro: <b>?secret=your-secret</b>',
		name: 'queryNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { authentication: ['query'] } },
	},
	{
		displayName: 'Parameter Name',
		name: 'parameterName',
		type: 'string',
		noDataExpression: true,
		default: 'secret',
		description: 'Name of the query parameter that carries the secret',
		displayOptions: { show: { authentication: ['query'] } },
	},
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [includeHeaders],
	},
];
