import type { OperationSample } from '../liveTok.ts';
import { byId } from './locators.ts';

const agentId = byId('clxsupport0001');

/** One sample per operation of the Data Source resource. They fit the simulator's seed data. */
export const dataSourceSamples: Readonly<Record<string, OperationSample>> = {
	'dataSource.addText': {
		parameters: { agentId, title: '={{ $json.title }}', content: '={{ $json.text }}' },
		items: [
			{ title: 'Gifts', text: 'We wrap gifts.' },
			{ title: 'Stores', text: 'We have two stores.' },
		],
	},
	'dataSource.addUrl': {
		parameters: { agentId, url: '={{ $json.url }}' },
		items: [{ url: 'https://example.com/gifts' }, { url: 'https://example.com/stores?lang=en' }],
	},
	'dataSource.addFile': {
		parameters: { agentId, fileType: '={{ $json.type }}', title: '={{ $json.title }}', content: '={{ $json.text }}' },
		items: [
			{ type: 'pdf', title: 'Manual', text: 'Press the red button to stop.' },
			{ type: 'image', title: 'Sign', text: 'Closed on Sundays' },
		],
	},
	'dataSource.addQa': {
		parameters: {
			agentId,
			question: '={{ $json.question }}',
			answer: '={{ $json.answer }}',
			additionalFields: { isGeneratedByAI: true, relatedMessageId: '={{ $json.message }}' },
		},
		items: [
			{ question: 'Do you wrap gifts?', answer: 'Yes.', message: 'msg_0002b' },
			{ question: 'Where are you?', answer: 'In Oslo.', message: '' },
		],
	},
	'dataSource.getAll': {
		parameters: { agentId, returnAll: false, limit: 3, filters: { source: '={{ $json.source }}' } },
		items: [{ source: 'QA' }, { source: 'WEBSITE' }],
	},
	'dataSource.delete': {
		parameters: { agentId, source: '={{ $json.source }}', dataSourceId: byId('={{ $json.id }}') },
		items: [
			{ source: 'QA', id: 'source_00001' },
			{ source: 'PDF', id: 'source_00010' },
		],
	},
	'dataSource.sync': {
		parameters: {
			agentId,
			question: '={{ $json.question }}',
			answer: '={{ $json.answer }}',
			deleteMissing: false,
			dryRun: false,
		},
		items: [
			{ question: 'Is this in the sheet?', answer: 'Yes' },
			{ question: 'do you ship abroad', answer: 'Yes, to the whole world.' },
		],
	},
};
