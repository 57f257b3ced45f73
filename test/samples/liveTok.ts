import type { INodeParameters } from 'n8n-workflow';

/** How one operation is tried out: fields as the editor stores them, over two items. */
export interface OperationSample {
	readonly parameters: INodeParameters;
	readonly items: readonly [Record<string, string>, Record<string, string>];
}

const entry = (id: string) => ({ __rl: true, mode: 'id', value: id });

/** One sample per operation of the LiveTok node, by "resource.operation". They fit the simulator's seed data. */
export const liveTokSamples: Readonly<Record<string, OperationSample>> = {
	'message.sendTemplate': {
		parameters: {
			to: '={{ $json.phone }}',
			templateName: 'order_update',
			templateLanguage: { __rl: true, mode: 'list', value: 'en_US' },
			templateParametersInput: 'fields',
			templateParameters: { parameter: [{ type: 'text', text: '={{ $json.name }}' }] },
		},
		items: [
			{ phone: '+15550000001', name: 'Ann' },
			{ phone: '+15550000002', name: 'Ben' },
		],
	},
	'knowledge.create': {
		parameters: {
			question: '={{ $json.question }}',
			answer: '={{ $json.answer }}',
			additionalFields: { tags: 'shipping, orders' },
		},
		items: [
			{ question: 'How long does it take?', answer: 'Two days' },
			{ question: 'What does it cost?', answer: 'Five euros' },
		],
	},
	'knowledge.update': {
		parameters: { knowledgeId: entry('={{ $json.id }}'), updateFields: { answer: 'New answer' } },
		items: [{ id: 'kb_test0001' }, { id: 'kb_test0002' }],
	},
	'knowledge.delete': {
		parameters: { knowledgeId: entry('={{ $json.id }}') },
		items: [{ id: 'kb_test0003' }, { id: 'kb_test0004' }],
	},
	'knowledge.getAll': {
		parameters: { returnAll: false, limit: 3, filters: {} },
		items: [{}, {}],
	},
	'knowledge.bulkImport': {
		parameters: { question: '={{ $json.question }}', answer: '={{ $json.answer }}', additionalFields: {} },
		items: [
			{ question: 'Imported 1?', answer: 'Yes' },
			{ question: 'Imported 2?', answer: 'Yes' },
		],
	},
	'knowledge.sync': {
		parameters: {
			question: '={{ $json.question }}',
			answer: '={{ $json.answer }}',
			additionalFields: { tags: 'sheet' },
			deleteMissing: false,
			dryRun: false,
		},
		items: [
			{ question: 'Is this in the sheet?', answer: 'Yes' },
			{ question: 'what are your business hours? (1)', answer: 'From 9 to 18' },
		],
	},
};
