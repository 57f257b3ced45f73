import type { LoggedRequest } from '../../../sandbox/simulators/requestLog.ts';
import { type AutochatRig, autochatRig, parametersOf } from './rig.ts';

/** Whether two requests were waiting for their answers at one moment. */
const overlap = (first: LoggedRequest, second: LoggedRequest): boolean =>
	first.receivedAt < (second.answeredAt ?? Infinity) && second.receivedAt < (first.answeredAt ?? Infinity);

const bodyOf = ({ body }: LoggedRequest) => body as { sessionId?: string; message?: string; phone_number?: string };

describe('autochat: turns of one conversation', () => {
	let rig: AutochatRig;
	beforeEach(async () => {
		rig = await autochatRig({ latencyMs: 60 });
	});
	afterEach(async () => await rig.simulator.close());

	const sessions = ['a', 'b', 'c'];
	const items = Array.from({ length: 12 }, (_, index) => ({
		visitor: sessions[index % sessions.length] ?? '',
		question: `Question ${index}`,
	}));

	it('go one after the other in the order of the input; sessions go side by side', async () => {
		const { outputs, error } = await rig.run({ parameters: parametersOf('chat.sendMessage'), items });
		expect(error).toBeUndefined();
		const { requests } = rig.simulator;
		expect(requests).toHaveLength(12);
		for (const session of sessions) {
			const turns = requests.filter((request) => bodyOf(request).sessionId === session);
			expect(turns.map((request) => bodyOf(request).message)).toEqual(
				items.filter(({ visitor }) => visitor === session).map(({ question }) => question),
			);
			turns.forEach((turn, index) => {
				const next = turns[index + 1];
				expect(next !== undefined && overlap(turn, next)).toBe(false);
			});
		}
		expect(rig.simulator.stats().mostOpenRequests).toBe(3);
		// One conversation each, and the answers where their questions were.
		expect(new Set((outputs[0] ?? []).map(({ json }) => json.conversationId)).size).toBe(3);
		expect((outputs[0] ?? []).map(({ json }) => json.message)).toEqual(
			items.map(
				({ question }, index) => `asst-chat answers message ${Math.floor(index / 3) + 1}: You said "${question}".`,
			),
		);
	});

	it('go on after a turn that failed', async () => {
		rig.simulator.faults.add({ match: { bodyIncludes: 'Question 0' }, fault: { type: 'cutAfter' } });
		const { outputs } = await rig.run({
			parameters: parametersOf('chat.sendMessage'),
			items,
			onError: 'continueErrorOutput',
		});
		expect([outputs[0]?.length, outputs[1]?.length]).toEqual([11, 1]);
		expect(outputs[1]?.[0]?.pairedItem).toEqual({ item: 0 });
		expect(rig.simulator.requests).toHaveLength(12);
	});

	it('texts to one number go one after the other, and make one conversation', async () => {
		const { outputs } = await rig.run({
			parameters: parametersOf('sms.startConversation'),
			items: ['+1 415 555 0101', '+14155550102', '0014155550101'].map((phone) => ({ phone, name: 'Ann' })),
		});
		const rows = (outputs[0] ?? []).map(({ json }) => json);
		expect(rows.map((row) => row.is_new_conversation)).toEqual([true, true, false]);
		expect(rows[2]?.conversation_id).toBe(rows[0]?.conversation_id);
		const [first, second] = rig.simulator.requests.filter((one) => bodyOf(one).phone_number === '+14155550101');
		expect(first !== undefined && second !== undefined && !overlap(first, second)).toBe(true);
		expect(rig.simulator.stats().mostOpenRequests).toBe(2);
	});

	it.each(['event.track', 'sms.sendMessage', 'sms.setAiGuide'])('%s keeps the order too', async (operation) => {
		const same = Array.from({ length: 4 }, () => ({ visitor: 'a', page: 'home', id: 'conv-6' }));
		const { error } = await rig.run({ parameters: parametersOf(operation), items: same });
		expect(error).toBeUndefined();
		expect(rig.simulator.requests).toHaveLength(4);
		expect(rig.simulator.stats().mostOpenRequests).toBe(1);
	});
});
