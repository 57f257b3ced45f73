import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';

import { begin, mostRemembered } from '../../../nodes/shared/triggers/webhook/begin.ts';

/** n8n's list of what a node has processed, kept as n8n keeps it: read, changed and written back, with time in between. */
function storage() {
	let stored: string[] = [];
	const check = async (values: string[], _scope: string, { maxEntries }: { maxEntries: number }) => {
		const known = [...stored];
		await Promise.resolve();
		const processed = values.filter((value) => known.includes(value));
		stored = [...known, ...values.filter((value) => !processed.includes(value))].slice(-maxEntries);
		return { processed, new: values.filter((value) => !processed.includes(value)) };
	};
	return { check, entries: () => stored.length };
}

const item: INodeExecutionData = { json: { id: 'evt_1' } };

/** An execution as n8n starts it: by the webhook itself, by the trigger, or by hand. */
function execution(
	mode: 'webhook' | 'trigger' | 'manual',
	list: ReturnType<typeof storage>,
	id: string,
	{ key = 'evt_1', hasTrigger = false } = {},
) {
	const answers: unknown[] = [];
	const host = {
		getMode: () => mode,
		getInputData: () => [item],
		getExecutionId: () => id,
		sendResponse: async (answer: unknown) => answers.push(answer),
		helpers: { checkProcessedAndRecord: list.check },
	} as unknown as IExecuteFunctions;
	return { answers, result: begin(host, () => key, hasTrigger) };
}

it('an execution that n8n has started by itself goes on for a new event and ends for a repeated one', async () => {
	const list = storage();
	expect(await execution('webhook', list, '1').result).toEqual([[item]]);
	expect(await execution('webhook', list, '2').result).toEqual([[]]);
	expect(await execution('webhook', list, '3', { key: 'evt_2' }).result).toEqual([[item]]);
});

it('of many at the same moment, one goes on, and no other event is forgotten', async () => {
	const list = storage();
	const same = Array.from({ length: 10 }, (_, index) => execution('webhook', list, `a${index}`).result);
	const others = Array.from(
		{ length: 10 },
		(_, index) => execution('webhook', list, `b${index}`, { key: `evt_b${index}` }).result,
	);
	expect((await Promise.all(same)).filter(([items]) => items?.length === 1)).toHaveLength(1);
	expect((await Promise.all(others)).every(([items]) => items?.length === 1)).toBe(true);
	const again = others.map((_, index) => execution('webhook', list, `c${index}`, { key: `evt_b${index}` }).result);
	expect((await Promise.all(again)).every(([items]) => items?.length === 0)).toBe(true);
});

it('an execution that n8n runs again after a breakdown goes on', async () => {
	const list = storage();
	await execution('webhook', list, '1').result;
	expect(await execution('webhook', list, '1').result).toEqual([[item]]);
	expect(await execution('webhook', list, '2').result).toEqual([[]]);
});

it('remembers a bounded number of events', async () => {
	const list = storage();
	for (let event = 0; event < mostRemembered + 50; event += 1) {
		await execution('webhook', list, `x${event}`, { key: `evt_${event}` }).result;
	}
	expect(list.entries()).toBe(2 * mostRemembered);
});

it.each([
	['webhook', 'trigger'],
	['trigger', 'webhook'],
	['trigger', 'trigger'],
] as const)(
	'on a worker, an event that came in the mode %s is known when it comes in the mode %s',
	async (one, two) => {
		const list = storage();
		expect(await execution(one, list, '1').result).toEqual([[item]]);
		expect(await execution(two, list, '2').result).toEqual([[]]);
	},
);

it.each([
	{ mode: 'trigger', hasTrigger: true },
	{ mode: 'manual', hasTrigger: false },
] as const)(
	'an execution in the mode $mode keeps no list, with the trigger in its process: $hasTrigger',
	async (is) => {
		const { mode, hasTrigger } = is;
		const list = storage();
		const { answers, result } = execution(mode, list, '1', { hasTrigger });
		expect(await result).toEqual([[item]]);
		expect(list.entries()).toBe(0);
		// The webhook call waits for it where the trigger has started the execution, and nowhere else.
		expect(answers).toEqual(mode === 'trigger' ? [{}] : []);
	},
);
