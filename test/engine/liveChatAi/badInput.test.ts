import type { INodeParameters } from 'n8n-workflow';

import { byId } from '../../samples/liveChatAi/locators.ts';
import { type LiveChatAiRig, liveChatAiRig, parametersOf } from './rig.ts';

const attributes = (...attribute: Array<Record<string, string>>): INodeParameters => ({
	attributes: { attribute: attribute.map((row) => ({ type: 'text', ...row })) },
});

/** What cannot be sent: each with the words that the user reads. */
const badInput: ReadonlyArray<{ name: string; operation: string; more: INodeParameters; error: string }> = [
	{ name: 'no AI agent', operation: 'agent.get', more: { agentId: byId('={{ "" }}') }, error: '"AI Agent" is empty' },
	{
		name: 'no contact',
		operation: 'contact.get',
		more: { contactId: byId('={{ " " }}') },
		error: '"Contact" is empty',
	},
	{ name: 'an id that climbs', operation: 'agent.delete', more: { agentId: byId('..') }, error: 'is incomplete' },
	{ name: 'an agent without name', operation: 'agent.create', more: { name: '={{ " " }}' }, error: '"Name" is empty' },
	{
		name: 'no distinct ID',
		operation: 'contact.upsert',
		more: { distinctId: '={{ $json.none }}' },
		error: '"Distinct ID" is required',
	},
	{
		name: 'an attribute that is no number',
		operation: 'contact.upsert',
		more: attributes({ key: 'orders', type: 'number', value: 'many' }),
		error: '"Attributes > Attribute 1 > Value" has to be a number. Received: "many"',
	},
	{
		name: 'an attribute that is neither true nor false',
		operation: 'contact.upsert',
		more: attributes({ key: 'vip', type: 'boolean', value: 'yes' }),
		error: '"Attributes > Attribute 1 > Value" has to be true or false',
	},
	{
		name: 'an attribute without key',
		operation: 'contact.upsert',
		more: attributes({ key: '={{ "" }}', value: 'pro' }),
		error: '"Attributes > Attribute 1 > Key" is empty',
	},
	{
		name: 'an attribute twice',
		operation: 'contact.upsert',
		more: attributes({ key: 'plan', value: 'pro' }, { key: 'plan', value: 'free' }),
		error: '"Attributes > Attribute 2 > Key" is there twice: "plan"',
	},
	{
		name: 'attributes that are no JSON',
		operation: 'contact.upsert',
		more: { attributesInput: 'json', attributesJson: '{ plan' },
		error: '"Attributes (JSON)" is not valid JSON',
	},
	{
		name: 'attributes that are no object',
		operation: 'contact.upsert',
		more: { attributesInput: 'json', attributesJson: '["pro"]' },
		error: '"Attributes (JSON)" has to be an object',
	},
	{
		name: 'a text without content',
		operation: 'dataSource.addText',
		more: { title: 'Gifts', content: '={{ " " }}' },
		error: '"Content" is empty',
	},
	{
		name: 'a question without answer',
		operation: 'dataSource.addQa',
		more: { question: 'Why?', answer: '={{ null }}' },
		error: '"Answer" is required',
	},
	...['shipping', 'ftp://example.com/a', 'javascript:alert(1)', 'https://'].map((url) => ({
		name: `"${url}" as web page`,
		operation: 'dataSource.addUrl',
		more: { url },
		error: '"URL" has to be a web address',
	})),
	...[
		{ what: 'an image as data URL', content: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==' },
		{ what: 'an image in base64', content: 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAAB' },
		{ what: 'a photo in base64', content: '/9j/4AAQSkZJRgABAQAAAQABAAD' },
		{ what: 'a PDF', content: '%PDF-1.7 %âãÏÓ' },
		{ what: 'a PDF in base64', content: ' JVBERi0xLjcKJeLjz9MK' },
		{ what: 'a DOCX in base64', content: 'UEsDBBQABgAIAAAAIQ' },
	].map(({ what, content }) => ({
		name: `${what} instead of its text`,
		operation: 'dataSource.addFile',
		more: { fileType: 'image', title: 'File', content },
		error: '"Content" has to be the text of the file, not the file itself. Put Extract From File',
	})),
	{
		name: 'an unknown kind of file',
		operation: 'dataSource.addFile',
		more: { fileType: '={{ "xlsx" }}', title: 'File', content: 'Text' },
		error: '"File Type" has to be one of pdf, docx, image, not "xlsx"',
	},
	{
		name: 'an unknown type to delete',
		operation: 'dataSource.delete',
		more: { source: '={{ "ALL" }}', dataSourceId: byId('x') },
		error: '"Source" has to be one of WEBSITE, TEXT, QA, PDF, DOCX, IMAGE, not "ALL"',
	},
	{
		name: 'no data source',
		operation: 'dataSource.delete',
		more: { source: 'QA', dataSourceId: byId('={{ "" }}') },
		error: '"Data Source" is empty',
	},
	{
		name: 'suggestions with dates the wrong way round',
		operation: 'aiSuggestion.getAll',
		more: { filters: { startDate: '2025-02-01', endDate: '2025-01-31' } },
		error: '"Filters > End Date" is before the start date',
	},
	{
		name: 'conversations with dates the wrong way round',
		operation: 'contact.getConversations',
		more: { contactId: byId('contact_0001'), filters: { startDate: '2025-02-01', endDate: '2025-01-31' } },
		error: '"Filters > End Date" is before the start date',
	},
	{
		name: 'an unknown status',
		operation: 'contact.getConversations',
		more: { contactId: byId('contact_0001'), filters: { status: '={{ "closed" }}' } },
		error: '"Filters > Status" has to be one of open, close, not "closed"',
	},
	...[
		{ limit: 0, error: '"Limit" has to be 1 or more, not 0' },
		{ limit: '={{ "ten" }}', error: '"Limit" has to be a number' },
	].map(({ limit, error }) => ({
		name: `a limit of ${limit}`,
		operation: 'contact.getAll',
		more: { returnAll: false, limit, filters: {} },
		error,
	})),
];

describe('bad input for LiveChatAI is refused before anything is sent', () => {
	let rig: LiveChatAiRig;
	beforeEach(async () => {
		rig = await liveChatAiRig();
	});
	afterEach(async () => await rig.simulator.close());

	it.each(badInput)('$name', async ({ operation, more, error }) => {
		const { outputs } = await rig.run({
			parameters: parametersOf(operation, more),
			items: [{ customer: 'customer-1' }],
			onError: 'continueRegularOutput',
		});
		expect(outputs[0]?.[0]?.json).toEqual(
			expect.objectContaining({
				error: expect.stringContaining(error),
				details: expect.objectContaining({ outcome: 'notSent', advice: expect.stringContaining('Nothing was sent') }),
			}),
		);
		expect(rig.simulator.requests).toEqual([]);
	});

	it('a bad item between two good ones leaves them unharmed', async () => {
		const { outputs } = await rig.run({
			parameters: parametersOf('dataSource.addUrl'),
			items: ['https://example.com/a', 'b', 'https://example.com/c'].map((url) => ({ url })),
			onError: 'continueErrorOutput',
		});
		expect(outputs.map((items) => items.map(({ pairedItem }) => pairedItem))).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }],
		]);
		expect(rig.simulator.requests).toHaveLength(2);
	});

	it('an id with a slash cannot reach another route', async () => {
		await rig.run({ parameters: parametersOf('agent.delete', { agentId: byId('../contacts/contact_0001') }) });
		expect(rig.simulator.requests.map(({ path }) => path)).toEqual(['/api/v2/agents/..%2Fcontacts%2Fcontact_0001']);
		expect(rig.simulator.state.contacts.get('contact_0001')).toBeDefined();
	});

	it.each([
		{
			name: 'plain http to the world',
			run: { baseUrl: 'http://livechatai.example/api/v2' },
			error: 'unusable base URL',
		},
		{ name: 'no web address', run: { baseUrl: 'livechatai' }, error: 'unusable base URL' },
		{ name: 'a line break in the key', run: { apiKey: 'lca_secret\n1' }, error: 'line break' },
		{ name: 'an empty key', run: { apiKey: '' }, error: 'incomplete' },
	])('a credential with $name', async ({ run, error }) => {
		const result = await rig.run({ parameters: parametersOf('agent.getAll'), ...run });
		expect(result.error?.message).toContain(error);
		expect(result.stored).not.toContain('lca_secret');
		expect(rig.simulator.requests).toEqual([]);
	});
});
