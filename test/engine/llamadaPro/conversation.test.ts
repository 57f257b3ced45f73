import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { bulkCreateConversations } from '../../../nodes/LlamadaPro/actions/conversation/bulkCreate.operation.ts';
import { bulkUpdateConversations } from '../../../nodes/LlamadaPro/actions/conversation/bulkUpdate.operation.ts';
import { createConversation } from '../../../nodes/LlamadaPro/actions/conversation/create.operation.ts';
import { conversationSamples } from '../../samples/llamadaPro/conversation.ts';
import { llamadaProRig } from './rig.ts';

const registry = {
	conversation: {
		name: 'Conversation',
		operations: [createConversation, bulkCreateConversations, bulkUpdateConversations],
	},
};

/** An operation's sample with other values. */
function parameters(operation: string, more: INodeParameters = {}): INodeParameters {
	const sample = conversationSamples[`conversation.${operation}`]?.parameters;
	return { resource: 'conversation', operation, ...sample, options: {}, ...more };
}

/** The conversations of a bulk request. */
const conversationsOf = (body: unknown): IDataObject[] => (body as { conversations: IDataObject[] }).conversations;
const contacts = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, index) => ({ contactId: index + 1 }));
const pairs = (items: readonly number[]) => items.map((item) => ({ item }));
const accepted = {
	accepted: true,
	operationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
	message: expect.stringContaining('Bulk'),
};

describe('llamadaPro conversations in the engine', () => {
	let rig: Awaited<ReturnType<typeof llamadaProRig>>;
	beforeEach(async () => {
		rig = await llamadaProRig({ registry });
	});
	afterEach(async () => await rig.simulator.close());

	/** The conversation as it was sent, alone or as the first of many. */
	const firstSent = (): unknown => {
		const [request] = rig.simulator.requests;
		return request?.path.endsWith('/bulk') === true ? conversationsOf(request.body)[0] : request?.body;
	};

	describe.each([
		{ operation: 'create', path: '/api/v1/conversations' },
		{ operation: 'bulkCreate', path: '/api/v1/conversations/bulk' },
	])('$operation', ({ operation, path }) => {
		const cases: ReadonlyArray<{ name: string; more: INodeParameters; sent: IDataObject }> = [
			{
				name: 'an existing contact',
				more: {},
				sent: { funnelId: 1, contactId: 1, funnelStatusId: 10, userId: 101 },
			},
			{
				name: 'all optional fields; numbers of a sheet',
				more: {
					funnelId: '={{ 2 }}',
					additionalFields: {
						archivedAt: '2026-03-01T09:00:00Z',
						// Midnight in Berlin, the workflow’s zone.
						createdAt: '2026-02-01',
						customFields: '{ "source": "web", "priority": null }',
						funnelStatusId: '={{ 20 }}',
						userId: '={{ 102 }}',
					},
				},
				sent: {
					funnelId: 2,
					contactId: 1,
					archivedAt: '2026-03-01T09:00:00.000Z',
					createdAt: '2026-01-31T23:00:00.000Z',
					customFields: { source: 'web', priority: null },
					funnelStatusId: 20,
					userId: 102,
				},
			},
			{
				name: 'optional fields that are empty are left out',
				more: {
					additionalFields: { archivedAt: '', customFields: '{}', funnelStatusId: '={{ "" }}', userId: '={{ null }}' },
				},
				sent: { funnelId: 1, contactId: 1 },
			},
			{
				name: 'a contact by its details',
				more: {
					contactInput: 'contact',
					addresses: {
						address: [
							{ channelType: 'PHONE', address: '+56 9 5551-0101' },
							{ channelType: 'EMAIL', address: ' ana@example.com ' },
							{ channelType: 'other', otherChannelType: 'WHATSAPP', address: '@ana' },
						],
					},
					contact: { firstName: 'Ana', lastName: '', contactCompanyId: '={{ 7 }}', customFields: '{ "vip": true }' },
					additionalFields: {},
				},
				sent: {
					funnelId: 1,
					contact: {
						firstName: 'Ana',
						contactCompanyId: 7,
						customFields: { vip: true },
						addresses: [
							{ address: '+56955510101', channelType: 'PHONE' },
							{ address: 'ana@example.com', channelType: 'EMAIL' },
							{ address: '@ana', channelType: 'WHATSAPP' },
						],
					},
				},
			},
			{
				name: 'a contact without an address',
				more: { contactInput: 'contact', contact: { nationalId: '={{ 12345 }}' }, additionalFields: {} },
				sent: { funnelId: 1, contact: { nationalId: '12345' } },
			},
		];
		it.each(cases)('sends $name', async ({ more, sent }) => {
			const before = rig.simulator.state.conversations.size;
			const { error, outputs } = await rig.run({
				parameters: parameters(operation, more),
				items: [{ contactId: '1' }],
			});
			expect(error).toBeUndefined();
			expect(rig.simulator.requests.map((request) => `${request.method} ${request.path}`)).toEqual([`POST ${path}`]);
			expect(firstSent()).toEqual(sent);
			expect(outputs[0]).toEqual([{ json: expect.any(Object), pairedItem: { item: 0 } }]);
			expect(rig.simulator.state.conversations.size).toBe(before + 1);
		});

		it.each<{ name: string; more: INodeParameters; error: string }>([
			{ name: 'no funnel', more: { funnelId: '={{ "" }}' }, error: '"Funnel ID" is empty' },
			{
				name: 'a funnel that is no number',
				more: { funnelId: 'sales' },
				error: '"Funnel ID" has to be a whole number. Received: "sales"',
			},
			{
				name: 'no contact',
				more: { contactId: { __rl: true, mode: 'id', value: '={{ "" }}' } },
				error: '"Contact" is empty',
			},
			{
				name: 'a contact that is no number',
				more: { contactId: { __rl: true, mode: 'id', value: 'ana' } },
				error: '"Contact" has to be a whole number',
			},
			{
				name: 'neither details nor an address',
				more: { contactInput: 'contact', contact: { firstName: '' }, addresses: {} },
				error: '"Addresses" and Contact are both empty',
			},
			{
				name: 'a malformed phone number',
				more: { contactInput: 'contact', addresses: { address: [{ channelType: 'PHONE', address: '9 5551 0101' }] } },
				error: '"Addresses > Address 1 > Address" has to be a phone number with its country code',
			},
			{
				name: 'custom fields that are no JSON',
				more: { additionalFields: { customFields: '{ "source": ' } },
				error: '"Additional Fields > Custom Fields (JSON)" is not valid JSON',
			},
			{
				name: 'a date that is none',
				more: { additionalFields: { archivedAt: '={{ "yes" }}' } },
				error: '"Additional Fields > Archived At" has to be a date',
			},
		])('refuses $name and sends nothing', async ({ more, error }) => {
			const { outputs } = await rig.run({
				parameters: parameters(operation, more),
				items: [{ contactId: '1' }],
				onError: 'continueErrorOutput',
			});
			expect(outputs[1]).toEqual([
				{
					json: expect.objectContaining({
						error: expect.stringContaining(error),
						details: expect.objectContaining({ outcome: 'notSent' }),
					}),
					pairedItem: { item: 0 },
				},
			]);
			expect(rig.simulator.requests).toEqual([]);
		});
	});

	it('create returns the conversation with its contact, found by its address', async () => {
		const { outputs } = await rig.run({
			parameters: parameters('create', {
				contactInput: 'contact',
				addresses: { address: [{ channelType: 'PHONE', address: '+56955510102' }] },
			}),
			items: [{}],
		});
		expect(outputs[0]?.[0]?.json).toEqual(
			expect.objectContaining({ id: 6, contactId: 2, contacts: [expect.objectContaining({ id: 2 })] }),
		);
	});

	it.each([
		{ operation: 'create', items: [{ contactId: 1 }, { contactId: 999 }, { contactId: 2 }] },
		{ operation: 'bulkCreate', items: [{ contactId: 1 }, { contactId: 999 }, { contactId: 2 }] },
		{ operation: 'bulkUpdate', items: [{ id: 1 }, { id: 999 }, { id: 2 }] },
	])('$operation: an unknown id fails its own item only', async ({ operation, items }) => {
		const { outputs } = await rig.run({
			parameters: parameters(operation),
			items,
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(pairs([0, 2]));
		expect(outputs[1]).toEqual([
			{
				json: expect.objectContaining({
					...items[1],
					error: expect.stringContaining('999 does not exist.'),
					details: expect.objectContaining({ outcome: 'failed' }),
				}),
				pairedItem: { item: 1 },
			},
		]);
	});

	describe('bulk update', () => {
		const cases: ReadonlyArray<{ name: string; updateFields: INodeParameters; sent: IDataObject }> = [
			{
				name: 'moves and unassigns',
				updateFields: { funnelStatusId: '20', clearFields: ['userId'] },
				sent: { funnelStatusId: 20, userId: null },
			},
			{
				name: 'archives',
				updateFields: { archivedAt: '2026-03-01' },
				sent: { archivedAt: '2026-02-28T23:00:00.000Z' },
			},
			{
				name: 'clears all that can be cleared',
				updateFields: { clearFields: ['archivedAt', 'funnelStatusId', 'userId'] },
				sent: { archivedAt: null, funnelStatusId: null, userId: null },
			},
			{
				name: 'changes the contact and sets custom fields; empty fields are left out',
				updateFields: {
					addresses: { address: [{ channelType: 'PHONE', address: '0056955510199' }] },
					contact: { firstName: 'Anna', lastName: '' },
					createdAt: '',
					customFields: '{ "source": "ads" }',
					userId: '',
				},
				sent: {
					contact: { firstName: 'Anna', addresses: [{ address: '+56955510199', channelType: 'PHONE' }] },
					customFields: { source: 'ads' },
				},
			},
		];
		it.each(cases)('$name', async ({ updateFields, sent }) => {
			const { error, outputs } = await rig.run({
				parameters: parameters('bulkUpdate', { updateFields }),
				items: [{ id: '1' }],
			});
			expect(error).toBeUndefined();
			expect(rig.simulator.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
				'PUT /api/v1/conversations/bulk',
			]);
			expect(firstSent()).toEqual({ id: 1, ...sent });
			expect(outputs[0]).toEqual([{ json: accepted, pairedItem: { item: 0 } }]);
		});

		it.each<{ name: string; more: INodeParameters; error: string }>([
			{ name: 'no conversation', more: { conversationId: '={{ "" }}' }, error: '"Conversation ID" is empty' },
			{ name: 'nothing to change', more: { updateFields: {} }, error: '"Update Fields" is empty' },
			{
				name: 'empty fields only',
				more: { updateFields: { contact: { firstName: '' }, addresses: {}, archivedAt: '' } },
				error: '"Update Fields" is empty',
			},
			{
				name: 'a field that is set and cleared',
				more: { updateFields: { userId: '101', clearFields: ['userId'] } },
				error: '"Update Fields > Clear Fields" names User ID, which is set as well',
			},
			{
				name: 'a user that is no number',
				more: { updateFields: { userId: 'ana' } },
				error: '"Update Fields > User ID" has to be a whole number. Received: "ana"',
			},
		])('refuses $name and sends nothing', async ({ more, error }) => {
			const result = await rig.run({ parameters: parameters('bulkUpdate', more), items: [{ id: '1' }] });
			expect(result.error?.message).toContain(error);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('is repeated after a lost answer: it sets the same values once more', async () => {
			rig.simulator.faults.add({ match: { method: 'PUT' }, times: 1, fault: { type: 'cutAfter' } });
			const { outputs } = await rig.run({ parameters: parameters('bulkUpdate'), items: [{ id: '1' }] });
			expect(outputs[0]).toEqual([{ json: accepted, pairedItem: { item: 0 } }]);
			expect(rig.simulator.requests).toHaveLength(2);
		});
	});

	describe('chunks', () => {
		it.each([
			{ name: 'of 100', options: {}, count: 230, sizes: [100, 100, 30] },
			{ name: 'of another size', options: { chunkSize: 7 }, count: 15, sizes: [7, 7, 1] },
			{ name: 'of at most 500', options: { chunkSize: 500 }, count: 501, sizes: [500, 1] },
			{ name: 'none without items', options: {}, count: 0, sizes: [] },
		])('$name: every item travels once and has its own output', async ({ options, count, sizes }) => {
			rig.simulator.state.seedContacts(600);
			const { outputs, error } = await rig.run({
				parameters: parameters('bulkCreate', { options }),
				items: contacts(count),
			});
			expect(error).toBeUndefined();
			const chunks = rig.simulator.requests.map(({ body }) => conversationsOf(body));
			expect(chunks.map(({ length }) => length).sort((a, b) => b - a)).toEqual(sizes);
			expect(
				chunks
					.flat()
					.map(({ contactId }) => Number(contactId))
					.sort((a, b) => a - b),
			).toEqual(contacts(count).map(({ contactId }) => contactId));
			expect(outputs.flat()).toEqual(
				pairs([...Array(count).keys()]).map((pairedItem) => ({ json: accepted, pairedItem })),
			);
		});

		it.each([
			{ chunkSize: 0, error: '"Options > Chunk Size" has to be 1 or more, not 0' },
			{ chunkSize: 501, error: '"Options > Chunk Size" has to be 500 or less, not 501' },
			{ chunkSize: 1.5, error: '"Options > Chunk Size" has to be a whole number' },
		])('a chunk size of $chunkSize is refused', async ({ chunkSize, error }) => {
			const result = await rig.run({
				parameters: parameters('bulkCreate', { options: { chunkSize } }),
				items: contacts(1),
			});
			expect(result.error?.message).toBe(error);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('an item that is refused before sending does not sink the others, nor shift their verdicts', async () => {
			const { outputs } = await rig.run({
				parameters: parameters('bulkCreate'),
				items: [{ contactId: 'nobody' }, { contactId: 1 }, { contactId: 999 }, { contactId: 2 }],
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(pairs([1, 3]));
			expect(outputs[1]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				['"Contact" has to be a whole number, as LlamadaPro’s IDs are', { item: 0 }],
				['LlamadaPro did not accept this conversation: Contact 999 does not exist.', { item: 2 }],
			]);
		});

		it('a chunk whose answer is lost leaves its own items open, the other chunks are done', async () => {
			rig.simulator.faults.add({ match: { bodyIncludes: '"contactId":3}' }, times: 1, fault: { type: 'cutAfter' } });
			const { outputs } = await rig.run({
				parameters: parameters('bulkCreate', { options: { chunkSize: 2 } }),
				items: contacts(6),
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual(pairs([0, 1, 4, 5]));
			const details = expect.objectContaining({
				outcome: 'unknown',
				advice: expect.stringContaining('the conversations of this chunk may or may not have been created'),
			});
			expect(outputs[1]).toEqual(
				pairs([2, 3]).map((pairedItem) => ({ json: expect.objectContaining({ details }), pairedItem })),
			);
			expect(rig.simulator.requests).toHaveLength(3);
		});
	});

	describe('the report', () => {
		const answer = (report: unknown) => ({ message: 'Accepted', operationId: 'op-1', report });
		const issue = (index: number) => ({ index, errors: [{ field: 'funnelId', message: 'no such funnel' }] });

		it('gives every item its own verdict, in any order, with several reasons or none', async () => {
			rig.simulator.faults.add({
				match: {},
				fault: {
					type: 'wrongShape',
					json: answer({
						total: 4,
						valid: 1,
						invalid: 3,
						issues: [
							{ index: 3, errors: null },
							issue(1),
							{ index: 0, errors: [{ message: 'archived' }] },
							{ index: 1, errors: [{ field: 'userId', message: 'no such user' }] },
						],
					}),
				},
			});
			const { outputs } = await rig.run({
				parameters: parameters('bulkCreate'),
				items: contacts(4),
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]).toEqual([
				{ json: { accepted: true, operationId: 'op-1', message: 'Accepted' }, pairedItem: { item: 2 } },
			]);
			expect(outputs[1]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				['LlamadaPro did not accept this conversation: archived', { item: 0 }],
				['LlamadaPro did not accept this conversation: funnelId: no such funnel. userId: no such user', { item: 1 }],
				['LlamadaPro did not accept this conversation: it gave no reason', { item: 3 }],
			]);
		});

		const unusable = [
			{ name: 'none', json: { message: 'Accepted', operationId: 'op-1' } },
			{ name: 'null', json: answer(null) },
			{ name: 'an empty one', json: answer({}) },
			{ name: 'one without counts', json: answer({ issues: [issue(0)] }) },
			{ name: 'counts that are too small', json: answer({ valid: 1, invalid: 0 }) },
			{ name: 'counts that are too large', json: answer({ valid: 2, invalid: 1, issues: [issue(0)] }) },
			{ name: 'another total', json: answer({ total: 3, valid: 2, invalid: 0, issues: [] }) },
			{ name: 'an index out of range', json: answer({ valid: 1, invalid: 1, issues: [issue(2)] }) },
			{ name: 'a negative index', json: answer({ valid: 1, invalid: 1, issues: [issue(-1)] }) },
			{ name: 'an index between two', json: answer({ valid: 1, invalid: 1, issues: [issue(0.5)] }) },
			{ name: 'a bad item without its index', json: answer({ valid: 1, invalid: 1, issues: [] }) },
			{ name: 'a bad item that counts as good', json: answer({ valid: 2, invalid: 0, issues: [issue(0)] }) },
		];
		describe.each([
			{
				operation: 'bulkCreate',
				items: contacts(2),
				outcome: 'unknown',
				error: /^Outcome unknown: .*does not say which of them it accepted$/,
				advice: 'may or may not have been created. Check in LlamadaPro',
			},
			{
				operation: 'bulkUpdate',
				items: [{ id: 1 }, { id: 2 }],
				outcome: 'failed',
				error: /^LlamadaPro took .*does not say which of them it accepted$/,
				advice: 'Running these items again does no harm',
			},
		])(
			'$operation with a report that does not account for every item',
			({ operation, items, outcome, error, advice }) => {
				it.each(unusable)('$name', async ({ json }) => {
					rig.simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json } });
					const { outputs } = await rig.run({
						parameters: parameters(operation),
						items,
						onError: 'continueErrorOutput',
					});
					expect(outputs[0]).toEqual([]);
					expect(outputs[1]).toEqual(
						items.map((item, index) => ({
							json: expect.objectContaining({
								...item,
								error: expect.stringMatching(error),
								details: expect.objectContaining({ outcome, advice: expect.stringContaining(advice) }),
							}),
							pairedItem: { item: index },
						})),
					);
					expect(JSON.stringify(outputs[1])).toContain('op-1');
					expect(rig.simulator.requests).toHaveLength(1);
				});
			},
		);

		it('the vendor’s own empty report, too', async () => {
			const other = await llamadaProRig({ registry, assumptions: { bulkReport: 'empty' } });
			const result = await other.run({ parameters: parameters('bulkCreate'), items: contacts(2) });
			await other.simulator.close();
			expect(result.error?.message).toMatch(/^Outcome unknown: /);
		});
	});

	it.each(['create', 'bulkCreate', 'bulkUpdate'])(
		'%s: null instead of what is documented is an error',
		async (operation) => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'wrongShape', json: null } });
			const { outputs } = await rig.run({
				parameters: parameters(operation),
				items: [{ contactId: 1, id: 1 }],
				onError: 'continueErrorOutput',
			});
			expect(outputs[1]).toEqual([
				{
					json: expect.objectContaining({
						error: expect.stringContaining("LlamadaPro's answer is not what its documentation describes"),
						details: expect.objectContaining({ outcome: operation === 'bulkUpdate' ? 'failed' : 'unknown' }),
					}),
					pairedItem: { item: 0 },
				},
			]);
		},
	);
});
