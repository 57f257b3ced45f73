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
	key = 'evt_1',
) {
	const answers: unknown[] = [];
	const host = {
		getMode: () => mode,
		getInputData: () => [item],
		getExecutionId: () => id,
		sendResponse: async (answer: unknown) => answers.push(answer),
		helpers: { checkProcessedAndRecord: list.check },
	} as unknown as IExecuteFunctions;
	return { answers, result: begin(host, () => key) };
}

it('an execution that n8n has started by itself goes on for a new event and ends for a repeated one', async () => {
	const list = storage();
	expect(await execution('webhook', list, '1').result).toEqual([[item]]);
	expect(await execution('webhook', list, '2').result).toEqual([[]]);
	expect(await execution('webhook', list, '3', 'evt_2').result).toEqual([[item]]);
});

it('of many at the same moment, one goes on, and no other event is forgotten', async () => {
	const list = storage();
	const same = Array.from({ length: 10 }, (_, index) => execution('webhook', list, `a${index}`).result);
	const others = Array.from(
		{ length: 10 },
		(_, index) => execution('webhook', list, `b${index}`, `evt_b${index}`).result,
	);
	expect((await Promise.all(same)).filter(([items]) => items?.length === 1)).toHaveLength(1);
	expect((await Promise.all(others)).every(([items]) => items?.length === 1)).toBe(true);
	const again = others.map((_, index) => execution('webhook', list, `c${index}`, `evt_b${index}`).result);
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
		await execution('webhook', list, `x${event}`, `evt_${event}`).result;
	}
	expect(list.entries()).toBe(2 * mostRemembered);
});

it.each(['trigger', 'manual'] as const)('an execution in the mode %s keeps no list', async (mode) => {
	const list = storage();
	const { answers, result } = execution(mode, list, '1');
	expect(await result).toEqual([[item]]);
	expect(list.entries()).toBe(0);
	// The webhook call waits for it where the trigger has started the execution, and nowhere else.
	expect(answers).toEqual(mode === 'trigger' ? [{}] : []);
});
