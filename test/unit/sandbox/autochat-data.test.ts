import { assistantIds, tenantIds } from '../../../sandbox/simulators/autochat/index.ts';
import { call, simulator, sms, start, text, widget } from './autochatClient.ts';

const anyText = expect.any(String) as string;
const isoTime = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string;

describe('what is kept', () => {
	beforeEach(() => start());

	it('of an event: everything, with the time of the server if there is none', async () => {
		const event = {
			sessionId: 's',
			event: 'any name',
			timestamp: '2025-01-01T00:00:00+02:00',
			metadata: { source: 'x', n: [1] },
		};
		await call('POST', widget('track'), event);
		await call('POST', widget('track'), { sessionId: 's', event: 'e' });
		expect(simulator.state.tracked).toEqual([
			{ ...event, tenantId: tenantIds.sandbox },
			{ tenantId: tenantIds.sandbox, sessionId: 's', event: 'e', timestamp: isoTime, metadata: {} },
		]);
	});

	it('of an SMS conversation: contact, assistant, guide and messages', async () => {
		const more = { contact_name: 'Zoë', contact_company: 'Acme', assistant_id: assistantIds.billing };
		const { conversation_id: id } = (await call('POST', `${sms}/start`, { ...text, ...more })).body;
		await call('POST', `${sms}/${id}/messages`, { message: 'Second' });
		await call('PUT', `${sms}/${id}/ai-guide`, { ai_guide: 'Be brief' });
		expect(simulator.state.conversations.get(id)).toMatchObject({
			channel: 'sms',
			channel_identifier: text.phone_number,
			contact_data: { name: 'Zoë', company: 'Acme', phone: text.phone_number },
			assistant_id: assistantIds.billing,
			ai_guide: 'Be brief',
		});
		const contents = simulator.state.conversations.messages(id).map(({ content }) => content);
		expect(contents).toEqual([text.message, 'Second']);
		const listed = (await call('GET', `${sms}?limit=1`)).body.conversations;
		expect(listed).toEqual([
			{
				id,
				channel: 'sms',
				channel_identifier: text.phone_number,
				contact_data: { name: 'Zoë', company: 'Acme', phone: text.phone_number },
				started_at: isoTime,
				last_message_at: isoTime,
			},
		]);
		await call('PUT', `${sms}/${id}/ai-guide`, { ai_guide: '' });
		expect(simulator.state.conversations.get(id)?.ai_guide).toBeNull();
	});

	it('of a call: a conversation of its own', async () => {
		const first = await call('POST', widget('voice/start'), { sessionId: 's', assistantId: assistantIds.general });
		const second = await call('POST', widget('voice/start'), { sessionId: 's' });
		expect(first.body.assistantId).toBe(assistantIds.general);
		expect(second.body.conversationId).not.toBe(first.body.conversationId);
		expect(simulator.state.conversations.get(first.body.conversationId)).toMatchObject({ channel: 'voice' });
	});

	it.each([
		['', 50, 0, 50],
		['?limit=7&offset=58', 7, 58, 2],
		['?limit=500', 500, 0, 60],
		['?offset=60', 50, 60, 0],
		['?limit=0&offset=-1', 50, 0, 50],
		['?limit=x&offset=1.5', 50, 0, 50],
	])('listed with "%s": limit %i, offset %i, %i rows', async (query, limit, offset, rows) => {
		const { body } = await call('GET', sms + query);
		expect(body).toMatchObject({ total: 60, limit, offset });
		expect(body.conversations).toHaveLength(rows);
	});

	it('in pages that together have every conversation once', async () => {
		const pages = await Promise.all([0, 20, 40].map((offset) => call('GET', `${sms}?limit=20&offset=${offset}`)));
		const numbers = pages.flatMap(({ body }) => body.conversations.map((one) => one.channel_identifier));
		expect(new Set(numbers).size).toBe(60);
		expect(numbers.slice(0, 3)).toEqual(['+15550300058', '+15550300059', '+15550300060']);
		expect(numbers).not.toContain('+15550200001');
	});

	it.each([
		['(555) 999-0001', '+15559990001'],
		['1 555 999 0001', '+15559990001'],
		['+1-555-999-0001', '+15559990001'],
		['+56 9 1111 2222', '+56911112222'],
	])('with the number %s as %s', async (phone_number, expected) => {
		const { body } = await call('POST', `${sms}/start`, { ...text, phone_number });
		expect(body.message_id).toEqual(anyText);
		expect(simulator.state.conversations.get(body.conversation_id)?.channel_identifier).toBe(expected);
	});
});
