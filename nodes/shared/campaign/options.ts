import type { INodeProperties } from 'n8n-workflow';

const sendOnce: INodeProperties = {
	displayName: 'Send Once',
	name: 'sendOnce',
	type: 'fixedCollection',
	placeholder: 'Set up',
	default: {},
	description:
		'Sends to every recipient of a campaign once, also when the workflow runs again, is retried or was interrupted. n8n remembers who was sent to, for this node of this workflow. 192 recipients are then worked on at the same time, unless Concurrency says otherwise.',
	options: [
		{
			displayName: 'Campaign',
			name: 'campaign',
			values: [
				{
					displayName: 'Campaign Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. spring-offer-2026',
					description:
						'Everybody is sent to once per name. Keep it for a further run of the same campaign; choose a new one to send to the same people again.',
				},
				{
					displayName: 'Recipient Key',
					name: 'recipientKey',
					type: 'string',
					default: '',
					placeholder: 'e.g. {{ $json.customerId }}',
					description:
						'What tells recipients apart: an expression with a value of each item. Empty means the recipient of this operation, such as the phone number.',
				},
				{
					displayName: 'Send Again If Unknown',
					name: 'sendAgainWhereUnknown',
					type: 'boolean',
					default: false,
					description:
						'Whether to send also to recipients of whom an earlier run does not know whether they got it. Some may get it twice: check first.',
				},
				{
					displayName: 'What to Do',
					name: 'whatToDo',
					type: 'options',
					options: [
						{
							name: 'Forget All Campaigns',
							value: 'forgetAll',
							description: 'Send nothing. Forget everybody whom this node has ever sent to.',
						},
						{
							name: 'Forget This Campaign',
							value: 'forgetCampaign',
							description:
								'Send nothing. Forget, for this campaign, the recipients that come in, so that a later run sends to them again.',
						},
						{ name: 'Send', value: 'send', description: 'Send to those who were not sent to yet' },
					],
					default: 'send',
					description: 'What a run of this node does',
				},
			],
		},
	],
};

const quietHours: INodeProperties = {
	displayName: 'Quiet Hours',
	name: 'quietHours',
	type: 'fixedCollection',
	placeholder: 'Set up',
	default: {},
	description:
		'Nothing is sent within these hours: from 21:00 until 08:00 on the workflow’s clock, unless set up otherwise. Recipients whose turn comes then are returned at once as deferred, with the time when they can be sent to.',
	options: [
		{
			displayName: 'Hours',
			name: 'hours',
			values: [
				{
					displayName: 'From',
					name: 'from',
					type: 'string',
					default: '21:00',
					placeholder: 'e.g. 21:00',
					description: 'When the quiet hours begin, as hours and minutes of a 24-hour clock',
				},
				{
					displayName: 'Until',
					name: 'until',
					type: 'string',
					default: '08:00',
					placeholder: 'e.g. 08:00',
					description: 'When the quiet hours end, on the next day if that is earlier than their beginning',
				},
				{
					displayName: 'Clock',
					name: 'clock',
					type: 'options',
					options: [
						{
							name: 'Another Time Zone',
							value: 'timeZone',
							description: 'The zone in the field below',
						},
						{
							name: 'Recipient’s Country',
							value: 'recipient',
							description:
								'The country of the phone number. If it has several time zones, it is quiet as long as it is quiet in one of them. For other recipients, the workflow’s.',
						},
						{ name: 'Workflow', value: 'workflow', description: 'The time zone of this workflow’s settings' },
					],
					default: 'workflow',
					description: 'Whose clock counts',
				},
				{
					displayName: 'Time Zone',
					name: 'timeZone',
					type: 'string',
					displayOptions: { show: { clock: ['timeZone'] } },
					default: '',
					placeholder: 'e.g. Europe/Madrid',
					description: 'Name of the time zone',
				},
			],
		},
	],
};

const campaignReport: INodeProperties = {
	displayName: 'Campaign Report',
	name: 'campaignReport',
	type: 'boolean',
	default: false,
	description:
		'Whether to make a report of this run: one HTML file with totals, a time line and the reasons of what was not sent. It is the binary field “report” of the first item.',
};

/** The entries of the Options collection that operations with a `send` have. */
export const campaignOptions: INodeProperties[] = [campaignReport, quietHours, sendOnce];
