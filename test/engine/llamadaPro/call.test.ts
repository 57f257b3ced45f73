import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { getCall } from '../../../nodes/LlamadaPro/actions/call/get.operation.ts';
import { getCallRecording } from '../../../nodes/LlamadaPro/actions/call/getRecording.operation.ts';
import { getCallTranscription } from '../../../nodes/LlamadaPro/actions/call/getTranscription.operation.ts';
import { logCall } from '../../../nodes/LlamadaPro/actions/call/log.operation.ts';
import { startAgentCall } from '../../../nodes/LlamadaPro/actions/call/startAgentCall.operation.ts';
import { startAgentCallWithBrief } from '../../../nodes/LlamadaPro/actions/call/startAgentCallWithBrief.operation.ts';
import { startBridgeCall } from '../../../nodes/LlamadaPro/actions/call/startBridgeCall.operation.ts';
import { callSamples } from '../../samples/llamadaPro/call.ts';
import { llamadaProRig } from './rig.ts';

const registry = {
	call: {
		name: 'Call',
		operations: [
			startAgentCall,
			startAgentCallWithBrief,
			startBridgeCall,
			logCall,
			getCall,
			getCallTranscription,
			getCallRecording,
		],
	},
};

/** A value that the host lets through although the field is required. */
const empty = '={{ "" }}';

/** An operation's sample with other values. */
function parameters(operation: string, more: INodeParameters = {}): INodeParameters {
	return { resource: 'call', operation, ...callSamples[`call.${operation}`]?.parameters, options: {}, ...more };
}

describe('llamadaPro calls in the engine', () => {
	let rig: Awaited<ReturnType<typeof llamadaProRig>>;
	beforeEach(async () => {
		rig = await llamadaProRig({ registry });
	});
	afterEach(async () => await rig.simulator.close());

	const sent = () =>
		rig.simulator.requests.map(({ method, path, body, headers }) => ({
			request: `${method} ${path}`,
			body,
			key: headers['x-api-key'],
		}));

	describe('what is sent', () => {
		const ana = { phone: '+56955510101', name: 'Ana' };
		const cases: ReadonlyArray<{
			name: string;
			operation: string;
			more?: INodeParameters;
			item?: IDataObject;
			request: string;
			body?: unknown;
		}> = [
			{
				name: 'an agent call with its variables as rows; numbers of a sheet become texts',
				operation: 'startAgentCall',
				more: {
					voiceAgentId: '={{ 7 }}',
					contextVariables: {
						entry: [
							{ name: 'customerName', value: '={{ $json.name }}' },
							{ name: 'orders', value: '={{ 3 }}' },
							{ name: 'note', value: '' },
						],
					},
				},
				request: 'POST /api/v1/calls/agent',
				body: {
					voiceAgentId: 7,
					to: '+56955510101',
					contextVariables: { customerName: 'Ana', orders: '3', note: '' },
					customData: { contactExternalId: 'crm-17' },
				},
			},
			{
				name: 'an agent call without variables, to a number as people write it',
				operation: 'startAgentCall',
				more: { to: '00 56 (9) 5551-0101', contextVariables: {}, additionalFields: {} },
				request: 'POST /api/v1/calls/agent',
				body: { voiceAgentId: 7, to: '+56955510101', contextVariables: {} },
			},
			{
				name: 'variables as JSON, as they are; rows that are hidden do not count',
				operation: 'startAgentCall',
				more: {
					contextVariablesInput: 'json',
					contextVariablesJson: '{"customer": {"orders": 3}}',
					contextVariables: { entry: [{ name: 'hidden', value: 'x' }] },
					additionalFields: { customData: {} },
				},
				request: 'POST /api/v1/calls/agent',
				body: { voiceAgentId: 7, to: '+56955510101', contextVariables: { customer: { orders: 3 } } },
			},
			{
				name: 'the shortest brief',
				operation: 'startAgentCallWithBrief',
				more: { objectives: ' Ask for a rating \n\n', additionalFields: {} },
				request: 'POST /api/v2/calls/agent',
				body: { toPhoneNumber: '+56955510101', objectives: ['Ask for a rating'] },
			},
			{
				name: 'the whole brief',
				operation: 'startAgentCallWithBrief',
				more: {
					objectives: '={{ ["Find out", "Ask"] }}',
					additionalFields: {
						constraints: 'No discount\r\nNo names',
						contactInfo: {
							details: {
								firstName: 'Ana',
								lastName: 'Rojas',
								company: 'Acme',
								additionalInfo: { entry: [{ name: 'plan', value: 'gold' }] },
							},
						},
						customData: '{"contactExternalId": "crm-17", "tries": 2}',
						fromPhoneNumber: '+56 2 2555 9999',
						knowledgeBase: 'Two days',
						localization: 'MX',
						maxDurationSeconds: 300,
						personality: { details: { name: 'Sofía', communicationStyle: 'professional', customTraits: 'patient' } },
						provider: 'vapi',
						providerConfig: '={{ { voice: { provider: "11labs" } } }}',
						silenceTimeoutSeconds: '={{ "20" }}',
						taskSteps: 'Greet\nAsk',
						userId: '42',
					},
				},
				request: 'POST /api/v2/calls/agent',
				body: {
					toPhoneNumber: '+56955510101',
					objectives: ['Find out', 'Ask'],
					constraints: ['No discount', 'No names'],
					contactInfo: { firstName: 'Ana', lastName: 'Rojas', company: 'Acme', additionalInfo: { plan: 'gold' } },
					customData: { contactExternalId: 'crm-17', tries: 2 },
					fromPhoneNumber: '+56225559999',
					knowledgeBase: 'Two days',
					localization: 'MX',
					maxDurationSeconds: 300,
					personality: { name: 'Sofía', communicationStyle: 'professional', customTraits: 'patient' },
					provider: 'vapi',
					providerConfig: { voice: { provider: '11labs' } },
					silenceTimeoutSeconds: 20,
					taskSteps: ['Greet', 'Ask'],
					userId: 42,
				},
			},
			{
				name: 'nothing for parts of the brief that are there but empty',
				operation: 'startAgentCallWithBrief',
				more: {
					objectives: 'Ask',
					additionalFields: {
						constraints: '={{ null }}',
						contactInfo: { details: { firstName: '', lastName: '', company: '', additionalInfo: {} } },
						customData: '',
						fromPhoneNumber: '',
						knowledgeBase: ' ',
						localization: '={{ null }}',
						maxDurationSeconds: '={{ null }}',
						personality: {},
						providerConfig: '',
						userId: '',
					},
				},
				request: 'POST /api/v2/calls/agent',
				body: { toPhoneNumber: '+56955510101', objectives: ['Ask'] },
			},
			{
				name: 'a bridge call',
				operation: 'startBridgeCall',
				more: {
					from: '+56 955519999',
					additionalFields: {
						callCustomData: { entry: [{ name: 'customExternalId', value: 'x-1' }] },
						providerData: '{"line": 2}',
					},
				},
				request: 'POST /api/v1/calls/bridge',
				body: {
					from: '+56955519999',
					to: '+56955510101',
					callCustomData: { customExternalId: 'x-1' },
					providerData: { line: 2 },
				},
			},
			{
				name: 'a logged call: what has to be there is sent as null or as an empty object',
				operation: 'log',
				more: { additionalFields: {} },
				item: { phone: '+56955510101', began: '2026-03-01T06:00:00-03:00' },
				request: 'POST /api/v1/calls',
				body: {
					direction: 'incoming',
					from: '+56955510101',
					to: '+56225559999',
					status: 'completed',
					startTime: '2026-03-01T09:00:00.000Z',
					userId: null,
					duration: null,
					metadata: {},
				},
			},
			{
				name: 'a logged call with everything; an extension and a word stay as they are',
				operation: 'log',
				more: {
					direction: 'outgoing',
					from: '203',
					to: ' anonymous ',
					status: '={{ "transferred" }}',
					startTime: '2026-03-01T09:00:00Z',
					additionalFields: {
						customData: '["a"]',
						duration: 0,
						funnelConversationId: '501',
						metadata: '"a text"',
						providerId: 'CA1',
						providerName: 'twilio',
						redirectedTo: '+56 9 5551 0102',
						sessionId: '33',
						teamId: '5',
						userId: '42',
					},
				},
				request: 'POST /api/v1/calls',
				body: {
					direction: 'outgoing',
					from: '203',
					to: 'anonymous',
					status: 'transferred',
					startTime: '2026-03-01T09:00:00.000Z',
					customData: ['a'],
					duration: 0,
					funnelConversationId: 501,
					metadata: 'a text',
					providerId: 'CA1',
					providerName: 'twilio',
					redirectedTo: '+56955510102',
					sessionId: 33,
					teamId: 5,
					userId: 42,
				},
			},
			{ name: 'get', operation: 'get', more: { callId: '={{ 1 }}' }, request: 'GET /api/v1/calls/1' },
			{
				name: 'get transcription',
				operation: 'getTranscription',
				more: { callId: ' 1 ' },
				request: 'GET /api/v1/calls/1/transcription',
			},
			{
				name: 'get recording',
				operation: 'getRecording',
				more: { callId: '1' },
				request: 'GET /api/v1/calls/1/recording',
			},
		];

		it.each(cases)('$name', async ({ operation, more, item = ana, request, body }) => {
			const result = await rig.run({ parameters: parameters(operation, more), items: [item] });
			expect(result.error).toBeUndefined();
			expect(sent()).toEqual([{ request, body, key: 'lp_sandbox_key' }]);
		});
	});

	describe('what comes out', () => {
		const outputs: ReadonlyArray<{ operation: string; first: object; second: object }> = [
			{
				operation: 'startAgentCall',
				first: { id: 3, status: 'queued', to: '+56955510101', customData: { contactExternalId: 'crm-17' } },
				second: { id: 4, to: '+56955510102' },
			},
			{
				operation: 'startAgentCallWithBrief',
				first: { id: 3, status: 'queued', to: '+56955510101' },
				second: { id: 4, to: '+56955510102' },
			},
			{
				operation: 'startBridgeCall',
				first: { id: 3, status: 'queued', from: '+56955519999', to: '+56955510101' },
				second: { id: 4, to: '+56955510102' },
			},
			{
				operation: 'log',
				first: { id: 3, status: 'completed', duration: 42, contactId: 1 },
				second: { id: 4, contactId: 2 },
			},
			{ operation: 'get', first: { id: 1, status: 'completed', duration: 42 }, second: { id: 2, status: 'no-answer' } },
			{
				operation: 'getTranscription',
				first: { id: 1, recordingId: 1, text: expect.stringContaining('this is call 1') },
				second: { id: 1 },
			},
			{
				operation: 'getRecording',
				first: { id: 1, callId: 1, url: expect.stringContaining('/media/recordings/1.wav') },
				second: { id: 1 },
			},
		];

		it.each(outputs)('$operation: the vendor’s record, paired with its input', async ({ operation, first, second }) => {
			const result = await rig.run({
				parameters: parameters(operation, { options: { concurrency: 1 } }),
				items: [...(callSamples[`call.${operation}`]?.items ?? [])],
			});
			expect(result.error).toBeUndefined();
			expect(result.outputs[0]).toEqual([
				{ json: expect.objectContaining(first), pairedItem: { item: 0 } },
				{ json: expect.objectContaining(second), pairedItem: { item: 1 } },
			]);
		});

		it('keeps the order of the input, whatever order the answers come in', async () => {
			rig.simulator.faults.add({ match: { bodyIncludes: '+56955510101' }, fault: { type: 'slow', ms: 80 } });
			const phones = ['+56955510101', '+56955510102', '+56955510103'];
			const { outputs } = await rig.run({
				parameters: parameters('startAgentCall'),
				items: phones.map((phone) => ({ phone, name: 'Ana' })),
			});
			expect(outputs[0]?.map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual(
				phones.map((phone, item) => [phone, { item }]),
			);
		});
	});

	describe('what is refused before anything leaves', () => {
		const phoneError = (label: string, received: string) =>
			`"${label}" has to be a phone number with its country code, such as +4915112345678. Received: ${received}`;
		const partyError = (label: string, received: string) =>
			`"${label}" has to be a phone number with its country code, such as +56912345678, an extension of up to 6 digits, or a word. Received: "${received}"`;
		const refused: ReadonlyArray<{ operation: string; more: INodeParameters; error: string }> = [
			{ operation: 'startAgentCall', more: { to: empty }, error: phoneError('To', 'nothing') },
			{ operation: 'startAgentCall', more: { to: '955510101' }, error: phoneError('To', '"955510101"') },
			{ operation: 'startAgentCall', more: { to: '+569555x' }, error: phoneError('To', '"+569555x"') },
			{ operation: 'startAgentCall', more: { voiceAgentId: empty }, error: '"Voice Agent ID" is empty' },
			{
				operation: 'startAgentCall',
				more: { voiceAgentId: 'sales' },
				error: '"Voice Agent ID" has to be a whole number. Received: "sales"',
			},
			{
				operation: 'startAgentCall',
				more: { contextVariables: { entry: [{ name: 'a', value: '1' }, { name: ' ' }] } },
				error: '"Context Variables > Entry 2 > Name" is empty',
			},
			{
				operation: 'startAgentCall',
				more: {
					contextVariables: {
						entry: [
							{ name: 'a', value: '1' },
							{ name: 'a', value: '2' },
						],
					},
				},
				error: '"Context Variables > Entry 2 > Name" is there twice: "a"',
			},
			{
				operation: 'startAgentCall',
				more: { contextVariablesInput: 'json', contextVariablesJson: '["a"]' },
				error: '"Context Variables (JSON)" has to be an object',
			},
			{
				operation: 'startAgentCall',
				more: { contextVariablesInput: 'json', contextVariablesJson: '{"a":' },
				error: '"Context Variables (JSON)" is not valid JSON',
			},
			{
				operation: 'startAgentCallWithBrief',
				more: { toPhoneNumber: '56955510101' },
				error: phoneError('To', '"56955510101"'),
			},
			{
				operation: 'startAgentCallWithBrief',
				more: { objectives: ' \n ' },
				error: '"Objectives" is empty: enter at least one objective',
			},
			{ operation: 'startAgentCallWithBrief', more: { objectives: '={{ null }}' }, error: '"Objectives" is empty' },
			{
				operation: 'startAgentCallWithBrief',
				more: { objectives: '={{ { a: 1 } }}' },
				error: '"Objectives" has to be a list, not an object',
			},
			{
				operation: 'startAgentCallWithBrief',
				more: { additionalFields: { fromPhoneNumber: '12' } },
				error: phoneError('Additional Fields > From', '"12"'),
			},
			{
				operation: 'startAgentCallWithBrief',
				more: { additionalFields: { maxDurationSeconds: 0 } },
				error: '"Additional Fields > Max Duration (Seconds)" has to be 1 or more, not 0',
			},
			{
				operation: 'startAgentCallWithBrief',
				more: { additionalFields: { localization: '={{ "DE" }}' } },
				error: '"Additional Fields > Localization" has to be one of CL, MX, CO, PE, US, not "DE"',
			},
			{
				operation: 'startAgentCallWithBrief',
				more: { additionalFields: { providerConfig: '"vapi"' } },
				error: '"Additional Fields > Provider Config" has to be an object',
			},
			{ operation: 'startBridgeCall', more: { from: '101' }, error: phoneError('From', '"101"') },
			{ operation: 'startBridgeCall', more: { to: '+0123456' }, error: phoneError('To', '"+0123456"') },
			{ operation: 'log', more: { from: empty }, error: '"From" is empty' },
			{ operation: 'log', more: { from: '(09) 5551 0101' }, error: partyError('From', '(09) 5551 0101') },
			{
				operation: 'log',
				more: { additionalFields: { redirectedTo: '9.5551.0101' } },
				error: partyError('Additional Fields > Redirected To', '9.5551.0101'),
			},
			{ operation: 'log', more: { startTime: empty }, error: '"Start Time" is empty' },
			{
				operation: 'log',
				more: { startTime: 'yesterday' },
				error: '"Start Time" has to be a date such as 2026-03-01T09:00:00Z. Received: "yesterday"',
			},
			{
				operation: 'log',
				more: { direction: '={{ "inbound" }}' },
				error: '"Direction" has to be one of outgoing, incoming, not "inbound"',
			},
			{ operation: 'log', more: { status: '={{ "" }}' }, error: '"Status" is empty' },
			{
				operation: 'log',
				more: { additionalFields: { duration: -1 } },
				error: '"Additional Fields > Duration (Seconds)" has to be 0 or more, not -1',
			},
			{
				operation: 'log',
				more: { additionalFields: { userId: 'ana' } },
				error: '"Additional Fields > User ID" has to be a whole number. Received: "ana"',
			},
			...['get', 'getTranscription', 'getRecording'].flatMap((operation) => [
				{ operation, more: { callId: empty }, error: '"Call ID" is empty' },
				{ operation, more: { callId: '../contacts/1' }, error: '"Call ID" has to be a whole number' },
			]),
		];

		it.each(refused)('$operation: $error', async ({ operation, more, error }) => {
			const good = callSamples[`call.${operation}`]?.items[0];
			const { outputs } = await rig.run({
				parameters: parameters(operation, more),
				items: [good ?? {}],
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]).toEqual([]);
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

		it('one malformed number between two good ones: its own error, the others are called', async () => {
			const { outputs } = await rig.run({
				parameters: parameters('startAgentCall'),
				items: ['+56955510101', '955510102', '+56955510103'].map((phone) => ({ phone, name: 'Ana' })),
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]?.map(({ json, pairedItem }) => [json.to, pairedItem])).toEqual([
				['+56955510101', { item: 0 }],
				['+56955510103', { item: 2 }],
			]);
			expect(outputs[1]?.map(({ json, pairedItem }) => [json.error, pairedItem])).toEqual([
				[phoneError('To', '"955510102"'), { item: 1 }],
			]);
			expect(rig.simulator.requests).toHaveLength(2);
		});
	});

	describe('what the vendor answers', () => {
		it.each(['startAgentCall', 'startAgentCallWithBrief', 'startBridgeCall', 'log'])(
			'%s: a lost answer is not followed by a second call',
			async (operation) => {
				rig.simulator.faults.add({ match: { method: 'POST' }, fault: { type: 'cutAfter' } });
				const { outputs } = await rig.run({
					parameters: parameters(operation),
					items: [callSamples[`call.${operation}`]?.items[0] ?? {}],
					onError: 'continueErrorOutput',
				});
				expect(outputs[1]?.[0]?.json).toMatchObject({
					error: expect.stringContaining('Outcome unknown'),
					details: {
						outcome: 'unknown',
						advice: expect.stringMatching(/the call may or may not have been (started|logged)/),
					},
				});
				expect(rig.simulator.requests).toHaveLength(1);
			},
		);

		it.each([
			'startAgentCall',
			'startAgentCallWithBrief',
			'startBridgeCall',
			'log',
			'get',
			'getTranscription',
			'getRecording',
		])('%s: null instead of a record is an error', async (operation) => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'status', status: 200, json: null } });
			const result = await rig.run({
				parameters: parameters(operation),
				items: [callSamples[`call.${operation}`]?.items[0] ?? {}],
			});
			expect(result.error?.message).toContain("LlamadaPro's answer is not what its documentation describes");
			expect(result.error?.context?.data).toMatchObject({
				outcome: operation.startsWith('get') ? 'failed' : 'unknown',
			});
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it('the vendor’s own refusal names its field', async () => {
			rig.simulator.faults.add({
				match: { method: 'POST' },
				fault: {
					type: 'status',
					status: 400,
					json: {
						code: 400,
						error: 'ValidateError',
						message: 'Validation failed',
						details: { 'body.voiceAgentId': { message: 'unknown voice agent' } },
					},
				},
			});
			const result = await rig.run({ parameters: parameters('startAgentCall'), items: [{ phone: '+56955510101' }] });
			expect(result.error?.message).toBe('LlamadaPro: Validation failed: unknown voice agent');
			expect(result.error?.description).toContain('Field: voiceAgentId');
		});

		it('an unknown call', async () => {
			const result = await rig.run({ parameters: parameters('get', { callId: '999' }) });
			expect(result.error?.message).toBe('LlamadaPro: Call 999 does not exist.');
			expect(result.error?.httpCode).toBe('404');
		});

		it.each([
			{ operation: 'getTranscription', subject: 'transcription' },
			{ operation: 'getRecording', subject: 'recording' },
		])('$operation of a call that left none says what may be the reason', async ({ operation, subject }) => {
			const result = await rig.run({ parameters: parameters(operation, { callId: '2' }) });
			expect(result.error?.message).toBe('LlamadaPro: A recording of call 2 does not exist.');
			expect(result.error?.description).toContain(`A ${subject} appears some time after the call has ended`);
			expect(result.error?.description).toContain('Wait for Outcome');
			expect(result.error?.httpCode).toBe('404');
		});
	});
});
