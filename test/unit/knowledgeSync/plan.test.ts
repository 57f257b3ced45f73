import {
	type SyncRules,
	makePlan,
	type Plan,
	type StoredEntry,
	type WantedEntry,
} from '../../../nodes/shared/knowledgeSync/plan.ts';
import { answerDigest } from '../../../nodes/shared/knowledgeSync/text.ts';

/** "question = answer #tag #tag"; without any tag the input leaves the tags as they are. */
function parse(text: string) {
	const [, question = '', answer = '', tags = ''] = /^(.*?) = ([^#]*)(.*)$/.exec(text) ?? [];
	return { question, answer: answer.trim(), tags: tags.split('#').flatMap((tag) => tag.trim() || []) };
}
const wanted = (...texts: string[]): WantedEntry[] =>
	texts.map((text, itemIndex) => {
		const { tags, ...entry } = parse(text);
		return { ...entry, itemIndex, ...(text.includes('#') ? { tags } : {}) };
	});
/** The first has the id "a", and so on. */
const stored = (...texts: string[]): StoredEntry[] =>
	texts.map((text, index) => {
		const { question, answer, tags } = parse(text);
		return { id: 'abcdef'.charAt(index), question, answerDigest: answerDigest(answer), tags };
	});

/** A plan in short: what is to be done, by item and by id. Empty parts are left out. */
function short(plan: Plan): Record<string, unknown> {
	const parts: Record<string, unknown> = {
		create: plan.create.map(({ itemIndex }) => itemIndex),
		update: plan.update.map(({ wanted: { itemIndex }, stored: { id }, changes }) => [itemIndex, id, changes.join()]),
		unchanged: plan.unchanged.map(({ wanted: { itemIndex }, stored: { id } }) => [itemIndex, id]),
		repeated: plan.repeated.map(({ wanted: { itemIndex }, firstItem }) => [itemIndex, firstItem]),
		contradictory: plan.contradictory.map(({ wanted: { itemIndex }, items }) => [itemIndex, items]),
		outdated: plan.outdated.map(({ stored: { id }, keptId }) => [id, keptId]),
		surplus: plan.surplus.map(({ stored: { id }, keptId }) => [id, keptId]),
		deleteSurplus: plan.deleteSurplus.map(({ stored: { id }, keptId }) => [id, keptId]),
		deleteMissing: plan.deleteMissing.map(({ id }) => id),
		left: plan.left,
	};
	return Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== 0 && (part as unknown[]).length !== 0));
}

const off: SyncRules = { deleteMissing: false };
const on: SyncRules = { deleteMissing: true };
/** A service that cannot change an entry. */
const replacing: SyncRules = { deleteMissing: false, replaces: true };
const tagged: SyncRules = { deleteMissing: true, onlyWithTag: 'sheet' };

describe('the plan', () => {
	it.each<[string, WantedEntry[], StoredEntry[], SyncRules, Record<string, unknown>]>([
		['nothing there', wanted('Q1? = A', 'Q2? = B'), [], off, { create: [0, 1] }],
		['all there', wanted('Q1? = A'), stored('Q1? = A'), off, { unchanged: [[0, 'a']] }],
		['another answer', wanted('Q1? = B'), stored('Q1? = A'), off, { update: [[0, 'a', 'answer']] }],
		['another spelling', wanted('q1 = A'), stored('Q1? = A'), off, { update: [[0, 'a', 'question']] }],
		['everything else', wanted('q1 = B #x'), stored('Q1? = A'), off, { update: [[0, 'a', 'question,answer,tags']] }],
		['tags in another order', wanted('Q1? = A #x #y'), stored('Q1? = A #y #x'), off, { unchanged: [[0, 'a']] }],
		['another tag', wanted('Q1? = A #x'), stored('Q1? = A #y'), off, { update: [[0, 'a', 'tags']] }],
		['no tags wanted', wanted('Q1? = A #'), stored('Q1? = A #y'), off, { update: [[0, 'a', 'tags']] }],
		['tags left as they are', wanted('Q1? = A'), stored('Q1? = A #y'), off, { unchanged: [[0, 'a']] }],

		['asked twice, the same', wanted('Q1? = A', 'q1 = A'), [], off, { create: [0], repeated: [[1, 0]] }],
		[
			'asked twice, with another answer',
			wanted('Q1? = A', 'q1 = B', 'Q2? = C'),
			stored('Q1? = Z'),
			on,
			{
				create: [2],
				contradictory: [
					[0, [0, 1]],
					[1, [0, 1]],
				],
			},
		],
		[
			'asked twice, with other tags',
			wanted('Q1? = A #x', 'Q1? = A'),
			[],
			off,
			{
				contradictory: [
					[0, [0, 1]],
					[1, [0, 1]],
				],
			},
		],

		[
			'stored twice: the right one stays',
			wanted('Q1? = A'),
			stored('Q1? = Z', 'q1 = Z', 'Q1? = A'),
			off,
			{
				unchanged: [[0, 'c']],
				surplus: [
					['a', 'c'],
					['b', 'c'],
				],
			},
		],
		[
			'stored twice: the first one is put right',
			wanted('Q1? = A'),
			stored('Q1? = Y', 'Q1? = Z'),
			off,
			{
				update: [[0, 'a', 'answer']],
				surplus: [['b', 'a']],
			},
		],
		[
			'stored twice: the other goes',
			wanted('Q1? = A'),
			stored('Q1? = A', 'Q1? = A'),
			on,
			{
				unchanged: [[0, 'a']],
				deleteSurplus: [['b', 'a']],
			},
		],
		[
			'stored twice: the other has not the tag',
			wanted('Q1? = A'),
			stored('Q1? = A #sheet', 'Q1? = A'),
			tagged,
			{
				unchanged: [[0, 'a']],
				surplus: [['b', 'a']],
			},
		],
		[
			'one id listed twice',
			wanted('Q1? = A'),
			[...stored('Q1? = A'), ...stored('Q1? = A')],
			on,
			{
				unchanged: [[0, 'a']],
			},
		],

		['not in the input', wanted('Q1? = A'), stored('Q1? = A', 'Q2? = B'), off, { unchanged: [[0, 'a']], left: 1 }],
		[
			'not in the input: goes',
			wanted('Q1? = A'),
			stored('Q1? = A', 'Q2? = B', 'q2 = C'),
			on,
			{
				unchanged: [[0, 'a']],
				deleteMissing: ['b', 'c'],
			},
		],
		[
			'not in the input: only the tagged go',
			wanted('Q1? = A'),
			stored('Q2? = B', 'Q3? = B #x #sheet', 'Q4? = D #Sheet'),
			tagged,
			{
				create: [0],
				deleteMissing: ['b'],
				left: 2,
			},
		],
		[
			'replaced: one',
			wanted('Q1? = B'),
			stored('Q1? = A', 'Q2? = A'),
			replacing,
			{ update: [[0, 'a', 'answer']], left: 1 },
		],
		[
			'replaced: all that say something else',
			wanted('Q1? = C'),
			stored('Q1? = A', 'q1 = B'),
			replacing,
			{ update: [[0, 'a', 'answer']], outdated: [['b', 'a']] },
		],
		[
			'replaced, but the earlier ones are still there',
			wanted('Q1? = C'),
			stored('Q1? = A', 'Q1? = C', 'q1 = C', 'Q1? = C'),
			replacing,
			{
				unchanged: [[0, 'b']],
				outdated: [
					['a', 'b'],
					['c', 'b'],
				],
				surplus: [['d', 'b']],
			},
		],
		['stored without a question', wanted('Q1? = A'), stored('  = A', 'Q1? = A'), on, { unchanged: [[0, 'b']] }],
	])('%s', (_, entries, there, rules, expected) => {
		expect(short(makePlan(entries, there, rules))).toEqual(expected);
	});

	it.each([
		['all that have a question', on, 3],
		['those with the tag', tagged, 1],
	])('how many entries could be deleted: %s', (_, rules, deletable) => {
		const there = stored('Q1? = A', 'Q2? = B #sheet', ' = C', 'Q3? = C');
		expect(makePlan(wanted('Q1? = A'), there, rules).deletable).toBe(deletable);
	});
});
