import type { INodeProperties } from 'n8n-workflow';

import { includeHeaders } from '../../shared/triggers/webhook/fields';

/** The seconds that a customer may be held up by default. Section 11: LiveTok names no limit. */
export const defaultBudgetSeconds = 5;

export const defaultToleranceSeconds = 300;

/** The fields of the LiveTok Trigger. */
export const fields: INodeProperties[] = [
	{
		displayName: 'Registration',
		name: 'registration',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Manual',
				value: 'manual',
				description: 'You add the webhook in LiveTok once. Uses only what LiveTok documents.',
			},
			{
				name: 'Automatic',
				value: 'automatic',
				description:
					'Publishing the workflow adds the webhook in LiveTok, unpublishing removes it. LiveTok documents the adding; finding and removing are not documented and may not work with every account.',
			},
		],
		default: 'manual',
		description: 'How LiveTok gets to know the address that it sends its events to',
	},
	{
		displayName:
			'In LiveTok open <b>Settings &gt; Webhooks &gt; Add Webhook</b>, paste the <b>production URL</b> from above, choose the same events as below, and save. Then publish this workflow. To try it out, add the test URL as well and take it out again afterwards.',
		name: 'manualNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['manual'] } },
	},
	{
		displayName:
			'Needs the LiveTok API credential. If events do not arrive although the workflow is published, look in LiveTok under Settings &gt; Webhooks whether the webhook is there; if it is not, unpublish the workflow and publish it again.',
		name: 'automaticNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { registration: ['automatic'] } },
	},
	{
		displayName: 'Events',
		name: 'events',
		type: 'multiOptions',
		required: true,
		noDataExpression: true,
		options: [
			{ name: 'Session Begins', value: 'session.begin', description: 'A customer starts a conversation' },
			{
				name: 'Session Ends',
				value: 'session.end',
				description:
					'A conversation has ended. LiveTok does not document which data this event carries: listen for one first.',
			},
		],
		default: ['session.begin'],
		description: 'The events that start the workflow. Others are answered and ignored.',
	},
	{
		displayName: 'Respond',
		name: 'respond',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Immediately',
				value: 'immediately',
				description: 'LiveTok hears at once that the event has arrived',
			},
			{
				name: 'From the Workflow',
				value: 'fromWorkflow',
				description:
					'LiveTok gets the JSON of the first item of the last node, for example context about the customer and limits for the session',
			},
		],
		default: 'immediately',
		description: 'When LiveTok gets its answer, and what is in it',
	},
	{
		displayName:
			'LiveTok does not document which fields it reads. This package assumes <b>context</b> (text or object) and <b>limits</b> (object), and only for the beginning of a session. If the workflow is too slow or fails, LiveTok gets an empty answer, so that the customer is not held up. In queue mode and in tests the answer is always empty.',
		name: 'respondNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { respond: ['fromWorkflow'] } },
	},
	{
		displayName: 'Respond Within (Seconds)',
		name: 'respondWithin',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: 60 },
		default: defaultBudgetSeconds,
		description: 'After this time LiveTok gets an empty answer, and the workflow goes on',
		displayOptions: { show: { respond: ['fromWorkflow'] } },
	},
	{
		displayName: 'Verify Signature',
		name: 'verifySignature',
		type: 'boolean',
		noDataExpression: true,
		default: false,
		description:
			'Whether to refuse deliveries that are not signed with the webhook’s secret. Turn it on only if LiveTok shows a secret for the webhook: whether and how LiveTok signs is not documented.',
	},
	{
		displayName:
			'The secret is the <b>Webhook Secret</b> of the credential. With automatic registration a secret that LiveTok sends when the webhook is added is used instead.',
		name: 'secretNotice',
		type: 'notice',
		default: '',
		displayOptions: { show: { verifySignature: [true] } },
	},
	{
		displayName: 'Signature Scheme',
		name: 'signatureScheme',
		type: 'options',
		noDataExpression: true,
		options: [
			{
				name: 'Time and Digest',
				value: 'timestamped',
				description: 'As t=…,v1=…; assumed, because the rest of the API is like this',
			},
			{ name: 'Digest', value: 'hex', description: 'HMAC-SHA256 of the body, in hexadecimal' },
			{
				name: 'Digest With Prefix',
				value: 'prefixedHex',
				description: 'As sha256=…; HMAC-SHA256 of the body, in hexadecimal',
			},
		],
		default: 'timestamped',
		description: 'How the signature is built. See what LiveTok’s dashboard says about the webhook.',
		displayOptions: { show: { verifySignature: [true] } },
	},
	{
		displayName: 'Signature Header',
		name: 'signatureHeader',
		type: 'string',
		noDataExpression: true,
		default: 'X-LiveTok-Signature',
		description: 'Name of the header with the signature. The default is an assumption.',
		displayOptions: { show: { verifySignature: [true] } },
	},
	{
		displayName: 'Tolerance (Seconds)',
		name: 'tolerance',
		type: 'number',
		typeOptions: { minValue: 1 },
		default: defaultToleranceSeconds,
		description: 'How old the signature may be. Older deliveries are refused, because somebody may have recorded them.',
		displayOptions: { show: { verifySignature: [true], signatureScheme: ['timestamped'] } },
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
