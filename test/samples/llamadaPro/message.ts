import type { OperationSample } from '../liveTok.ts';

const numbers = { fromPhoneNumber: '+56225559999', toPhoneNumber: '={{ $json.phone }}' };

/** One sample per operation of the Message resource. They fit the simulator's seed data: `msg_1` and `file_1`. */
export const messageSamples: Readonly<Record<string, OperationSample>> = {
	'message.sendTemplate': {
		parameters: {
			...numbers,
			templateName: 'order_update',
			languageCode: { __rl: true, mode: 'list', value: 'es', cachedResultName: 'Spanish (es)' },
			templateContent: 'variables',
			variables: { variable: [{ text: '={{ $json.name }}' }] },
			additionalFields: {},
		},
		items: [
			{ phone: '+56955510101', name: 'Ana' },
			{ phone: '+56955510102', name: 'José' },
		],
	},
	'message.send': {
		parameters: { ...numbers, type: 'text', content: '={{ "Hello " + $json.name }}', additionalFields: {} },
		items: [
			{ phone: '+56955510101', name: 'Ana' },
			{ phone: '+56955510102', name: 'José' },
		],
	},
	'message.uploadMedia': {
		parameters: {
			fromPhoneNumber: '+56225559999',
			mediaInput: 'fileId',
			fileId: '={{ $json.file }}',
			additionalFields: { tags: { tag: [{ key: 'campaign', value: 'spring' }] } },
		},
		items: [{ file: 'file_1' }, { file: 'file_1' }],
	},
	'message.get': { parameters: { messageId: '={{ $json.id }}' }, items: [{ id: 'msg_1' }, { id: 'msg_1' }] },
};
