import type { ILoadOptionsFunctions } from 'n8n-workflow';

import { searchTemplateLanguages, templateLanguages } from '../../../nodes/shared/properties/templateLanguages.ts';

/** Nothing of the context may be needed: the list is our own. */
const nothing = {} as ILoadOptionsFunctions;
const found = async (filter?: string): Promise<unknown[]> =>
	(await searchTemplateLanguages.call(nothing, filter)).results.map(({ value }) => value);

describe('the template languages', () => {
	it('have each code and each name once, in WhatsApp’s form', () => {
		const names = templateLanguages.map(([name]) => name);
		const codes = templateLanguages.map(([, code]) => code);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(codes).size).toBe(codes.length);
		expect(codes.filter((code) => !/^[a-z]{2,3}(_[A-Z]{2})?$/.test(code))).toEqual([]);
	});

	it.each([
		[undefined, templateLanguages.length],
		['', templateLanguages.length],
		['  ', templateLanguages.length],
		['no such language', 0],
	])('are all found for %j: %i', async (filter, count) => {
		expect(await found(filter)).toHaveLength(count);
	});

	it.each([
		['german', ['de', 'de_AT', 'de_CH']],
		[' GERMAN ', ['de', 'de_AT', 'de_CH']],
		['en_us', ['en_US']],
		['(de)', ['de']],
		['portug', ['pt_BR', 'pt_PT']],
	])('are found by name or code: %j', async (filter, codes) => {
		expect(await found(filter)).toEqual(codes);
	});
});
