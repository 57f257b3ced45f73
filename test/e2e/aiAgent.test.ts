import {
	type ChatModelSimulator,
	type OfferedTool,
	startChatModelSimulator,
} from '../../sandbox/simulators/chatModel/index.ts';
import { agentWorkflow, chatModelCredential, fromAi, type ToolNode } from './agentWorkflow.ts';
import { startHost, type TestHost } from './host.ts';

const searchContacts: ToolNode = {
	name: 'Find contact',
	node: 'llamadaProTool',
	parameters: {
		resource: 'contact',
		operation: 'search',
		returnAll: false,
		limit: 3,
		search: fromAi('text', 'Name or phone number of the customer'),
		filters: {},
		sort: {},
		options: {},
	},
};

const getContact: ToolNode = {
	name: 'Read contact',
	node: 'llamadaProTool',
	parameters: {
		resource: 'contact',
		operation: 'get',
		contactId: { __rl: true, mode: 'id', value: fromAi('contactId', 'ID of the contact') },
		options: {},
	},
};

const searchKnowledge: ToolNode = {
	name: 'Search knowledge',
	node: 'liveTokTool',
	parameters: {
		resource: 'knowledge',
		operation: 'getAll',
		returnAll: false,
		limit: 2,
		filters: { search: fromAi('words', 'Words to look for') },
		options: {},
	},
};

const sendMessage: ToolNode = {
	name: 'Ask assistant',
	node: 'autochatTool',
	parameters: {
		resource: 'chat',
		operation: 'sendMessage',
		sessionId: 'visitor-1',
		message: fromAi('message', 'What the visitor says'),
		additionalFields: {},
		options: {},
	},
};

const askAgent: ToolNode = {
	name: 'Ask support',
	node: 'liveChatAiTool',
	parameters: {
		resource: 'conversation',
		operation: 'sendMessage',
		agentId: { __rl: true, mode: 'id', value: 'clxsupport0001' },
		continueConversationOf: 'newConversation',
		question: fromAi('question', 'What to ask'),
		messageType: 'TEXT',
		simplify: true,
		additionalFields: {},
		options: {},
	},
};

describe('the nodes as tools of an AI agent in a real n8n', () => {
	let host: TestHost;
	let model: ChatModelSimulator;
	beforeAll(async () => {
		host = await startHost();
		model = await startChatModelSimulator();
		await host.client.importCredential(chatModelCredential(model));
	}, 900_000);
	afterAll(async () => {
		await host.stop();
		await model.close();
	}, 60_000);
	beforeEach(() => {
		host.reset();
		model.reset();
	});

	/** The model calls the tool once, reads its answer, and says "Done". */
	const callOnce = async (tool: ToolNode, input: object): Promise<string> => {
		model.state.script({ call: tool.name.replaceAll(' ', '_'), with: input }, { say: 'Done' });
		const { status, nodes } = await host.run(agentWorkflow(tool));
		// Whatever the tool answers, it is the agent that goes on with it.
		expect([status, nodes.Agent?.[0]?.outputs[0]?.[0]?.json]).toEqual(['success', { output: 'Done' }]);
		expect(model.state.toolAnswers).toHaveLength(1);
		return model.state.toolAnswers[0] ?? '';
	};
	const offeredTool = (): OfferedTool | undefined => model.state.told[0]?.tools[0]?.function;

	it.each([
		{
			tool: searchContacts,
			input: { text: 'Ana' },
			description: 'Search contacts in LlamadaPro',
			parameters: { text: { type: 'string', description: 'Name or phone number of the customer' } },
		},
		{
			tool: getContact,
			input: { contactId: '1' },
			description: 'Get a contact in LlamadaPro',
			parameters: { contactId: { type: 'string', description: 'ID of the contact' } },
		},
		{
			tool: searchKnowledge,
			input: { words: 'shipping' },
			description: 'Get many knowledge entries in LiveTok',
			parameters: { words: { type: 'string', description: 'Words to look for' } },
		},
		{
			tool: sendMessage,
			input: { message: 'Do you ship to Norway?' },
			description: 'Send a chat message and get the answer in Autochat',
			parameters: { message: { type: 'string', description: 'What the visitor says' } },
		},
		{
			tool: askAgent,
			input: { question: 'Do you ship to Norway?' },
			description: 'Send a visitor’s message and get the AI answer in LiveChatAI',
			parameters: { question: { type: 'string', description: 'What to ask' } },
		},
	])(
		'$tool.name: the model is told what it does and which values it has to give',
		async ({ tool, input, ...told }) => {
			await callOnce(tool, input);
			expect(offeredTool()).toMatchObject({
				name: tool.name.replaceAll(' ', '_'),
				description: told.description,
				parameters: { type: 'object', properties: told.parameters, required: Object.keys(told.parameters) },
			});
		},
		60_000,
	);

	it('looks a contact up by name, then reads it by the id it found', async () => {
		const found = JSON.parse(await callOnce(searchContacts, { text: 'Ana' })) as Array<Record<string, unknown>>;
		expect(found).toHaveLength(3);
		expect(found[0]).toMatchObject({ id: 1, firstName: 'Ana', lastName: 'Pérez' });
		model.reset();
		const read = JSON.parse(await callOnce(getContact, { contactId: '1' })) as Array<Record<string, unknown>>;
		expect(read).toEqual([expect.objectContaining({ id: 1, firstName: 'Ana', addresses: [expect.anything()] })]);
	}, 60_000);

	it('finds knowledge by its words, with no more entries than the limit', async () => {
		const answer = JSON.parse(await callOnce(searchKnowledge, { words: 'how long shipping' })) as object[];
		expect(answer).toEqual([
			expect.objectContaining({ answer: 'Orders arrive within 3 to 5 days.' }),
			expect.objectContaining({ answer: 'Orders arrive within 3 to 5 days.' }),
		]);
	}, 60_000);

	it.each([
		{
			tool: sendMessage,
			input: { message: 'Do you ship to Norway?' },
			sent: () => host.autochat.requests,
			body: { sessionId: 'visitor-1', message: 'Do you ship to Norway?' },
			answer: { conversationId: expect.any(String), message: expect.stringContaining('Norway') },
		},
		{
			tool: askAgent,
			input: { question: 'Do you ship to Norway?' },
			sent: () => host.liveChatAi.requests,
			body: { question: 'Do you ship to Norway?' },
			answer: { conversationId: expect.any(String), answered: true, response: expect.any(String) },
		},
	])(
		'$tool.name: what the model says is sent once, and answered in a few fields',
		async (expected) => {
			const answer = await callOnce(expected.tool, expected.input);
			expect(expected.sent()).toHaveLength(1);
			expect(expected.sent()[0]?.body).toMatchObject(expected.body);
			expect(JSON.parse(answer)).toEqual([expect.objectContaining(expected.answer)]);
			// Every answer is read by the model again at each of its turns.
			expect(answer.length).toBeLessThan(1_000);
		},
		60_000,
	);

	it.each([
		{
			name: 'an unknown id',
			tool: getContact,
			input: { contactId: '999999' },
			prepare: (): void => undefined,
			tells: ['LlamadaPro', 'HTTP 404'],
		},
		{
			name: 'an id that is none, which is not sent',
			tool: getContact,
			input: { contactId: 'Ana' },
			prepare: (): void => undefined,
			tells: ['has to be a whole number'],
		},
		{
			name: '403',
			tool: searchKnowledge,
			input: { words: 'shipping' },
			prepare: (): unknown => host.liveTok.faults.add({ fault: { type: 'status', status: 403 } }),
			tells: ['The API key is not allowed to do this', 'Ask the owner of the LiveTok account'],
		},
		{
			name: '403 from a list of allowed domains',
			tool: sendMessage,
			input: { message: 'Hello' },
			prepare: (): unknown => host.autochat.faults.add({ fault: { type: 'status', status: 403 } }),
			tells: ['allowed domains', 'Enter one of the allowed sites as Origin'],
		},
		{
			name: 'an empty message, which is not sent',
			tool: sendMessage,
			input: { message: ' ' },
			prepare: (): void => undefined,
			tells: ['Message', 'is empty'],
		},
	])(
		'$name: the agent is told what happened and what to do',
		async ({ tool, input, prepare, tells }) => {
			prepare();
			const answer = await callOnce(tool, input);
			for (const text of tells) expect(answer).toContain(text);
			expect(answer).not.toContain('sk_test_sandbox_livetok');
		},
		60_000,
	);

	it.each([
		{
			tool: sendMessage,
			input: { message: 'I want to order ten chairs' },
			service: () => host.autochat,
			tells: ['may or may not have got the message', 'Check in Autochat before you run it again'],
		},
		{
			tool: askAgent,
			input: { question: 'I want to order ten chairs' },
			service: () => host.liveChatAi,
			tells: ['may or may not have got the message', 'Check in LiveChatAI before you run it again'],
		},
	])(
		'$tool.name: after a lost answer the agent is told not to send it again',
		async ({ tool, input, service, tells }) => {
			service().faults.add({ match: { method: 'POST' }, fault: { type: 'cutAfter' } });
			const answer = await callOnce(tool, input);
			expect(service().requests).toHaveLength(1);
			expect(answer).toContain('Outcome unknown');
			for (const text of tells) expect(answer).toContain(text);
		},
		60_000,
	);
});
