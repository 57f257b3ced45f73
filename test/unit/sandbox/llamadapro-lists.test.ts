import { call, contacts, definitions, ids, simulator, start, tasks } from './llamadaproClient.ts';
import type { Reply } from './llamadaproClient.ts';

const search = `${contacts}/search`;

/** Every page from the first to the last, by token. */
async function walk(next: (token: string | undefined) => Promise<Reply>): Promise<Reply[]> {
	const pages = [await next(undefined)];
	for (let token = pages[0]?.body.nextPageToken; typeof token === 'string';) {
		const page = await next(token);
		pages.push(page);
		token = page.body.nextPageToken;
	}
	return pages;
}

const tokenQuery = (token: string | undefined): string => (token === undefined ? '' : `&pageToken=${token}`);

describe('pages', () => {
	beforeEach(() => start());

	const walks: Array<[string, (token: string | undefined) => Promise<Reply>, number, number]> = [
		['contacts', (token) => call('GET', `${contacts}?x=1${tokenQuery(token)}`), 60, 20],
		['tasks', (token) => call('GET', `${tasks}?limit=10${tokenQuery(token)}`), 25, 10],
		['definitions', (token) => call('GET', `${definitions}?pageSize=7${tokenQuery(token)}`), 7, 7],
		['options', (token) => call('GET', `${definitions}/5/list-options?pageSize=3${tokenQuery(token)}`), 4, 3],
		['a search', (pageToken) => call('POST', search, { size: 25, pageToken, includeTotalCount: true }), 60, 25],
	];

	it.each(walks)('of %s lead through everything once and end with null', async (_case, next, total, size) => {
		const pages = await walk(next);
		const seen = pages.flatMap(ids);
		expect(pages).toHaveLength(Math.ceil(total / size));
		expect([seen.length, new Set(seen).size]).toEqual([total, total]);
		expect(pages.map(({ body }) => body.totalCount)).toEqual(pages.map(() => total));
		expect(pages.at(-1)?.body.nextPageToken).toBeNull();
	});

	it('can be numbered, from 1, and a token wins over a number', async () => {
		const second = await call('GET', `${contacts}?page=2&pageSize=10`);
		expect(ids(second)[0]).toBe(11);
		expect(ids(await call('GET', `${contacts}?page=99`))).toEqual([]);
		const both = await call('GET', `${contacts}?page=1&pageSize=10${tokenQuery(second.body.nextPageToken ?? '')}`);
		expect(ids(both)[0]).toBe(21);
	});

	it('has no total of a search that does not ask', async () => {
		const reply = await call('POST', search);
		expect(Object.keys(reply.body).sort()).toEqual(['items', 'nextPageToken']);
	});

	it('carries 10,000 contacts', async () => {
		simulator.state.seedContacts(10_000);
		const pages = await walk((token) => call('GET', `${contacts}?pageSize=100${tokenQuery(token)}`));
		expect(new Set(pages.flatMap(ids)).size).toBe(10_000);
		expect((await call('POST', contacts, {})).body.id).toBe(10_001);
	});
});

describe('filterBy, searchBy and sortBy', () => {
	beforeEach(() => start());

	it.each([
		['filterBy=firstName:Ana', [1, 12, 23, 34, 45, 56]],
		['filterBy=firstName:Ana;lastName:Garc%C3%ADa', [12]],
		['filterBy=addresses.address:%2B56955510102', [2]],
		['filterBy=addresses.address:+56955510102', []],
		['filterBy=customFields.vip:true;customFields.source:web', []],
		['filterBy=customFields.score:1.5', [1]],
		['filterBy=firstname:Ana', []],
		['filterBy=firstName:ana', []],
		['filterBy=metadata.tags:imported', [8, 16, 24, 32, 40, 48, 56]],
		['searchBy=email:CONTACT12', [12]],
		['searchBy=5510102', [2]],
		['searchBy=ana%20p%C3%A9rez', [1]],
		['searchBy=nobody', []],
		['searchBy=', undefined],
		['sortBy=id=desc&pageSize=3', [60, 59, 58]],
		['sortBy=createdAt=desc&pageSize=4', [58, 59, 60, 55]],
		['sortBy=createdAt%3Ddesc;id=desc&pageSize=4', [60, 59, 58, 57]],
		['sortBy=lastName=asc;id=asc&filterBy=firstName:Ana', [12, 56, 23, 1, 45, 34]],
	])('contacts with %s', async (query, expected) => {
		const reply = await call('GET', `${contacts}?${query}`);
		expect(reply.status).toBe(200);
		if (expected !== undefined) expect(ids(reply)).toEqual(expected);
		else expect(reply.body.totalCount).toBe(60);
	});

	it.each([
		['', 7],
		['?filterBy=entityType:CONTACT', 6],
		['?filterBy=entityType:CONTACT;fieldType:LIST', 1],
		['?searchBy=date', 1],
		['?tenantId=sandbox-company', 7],
		['?tenantId=other', 0],
	])('definitions with "%s" are %i', async (query, count) => {
		expect((await call('GET', definitions + query)).body.totalCount).toBe(count);
	});
});

describe('searching contacts', () => {
	beforeEach(() => start());

	it.each([
		[{ search: 'ANA PÉREZ' }, [1]],
		[{ filters: [{ field: 'firstName', operator: 'eq', value: 'Ana' }], size: 2 }, [1, 12]],
		[{ filters: [{ field: 'addresses.address', operator: 'contains', value: '10102' }] }, [2]],
		[{ filters: [{ field: 'id', operator: 'gt', value: 58 }] }, [59, 60]],
		[{ filters: [{ field: 'id', operator: 'gte', value: 59 }] }, [59, 60]],
		[{ filters: [{ field: 'id', operator: 'lt', value: 2 }] }, [1]],
		[{ filters: [{ field: 'id', operator: 'lte', value: 2 }] }, [1, 2]],
		[{ filters: [{ field: 'id', operator: 'in', value: [3, '5', 99] }] }, [3, 5]],
		[{ filters: [{ field: 'createdAt', operator: 'lt', value: '2025-01-01T10:00:00.000Z' }] }, [1, 2, 3]],
		[{ filters: [{ field: 'lastName', operator: 'exists', value: false }] }, [10, 20, 30, 40, 50, 60]],
		[
			{
				filters: [
					{ field: 'addresses', operator: 'exists' },
					{ field: 'id', operator: 'neq', value: 2 },
				],
				size: 2,
			},
			[1, 3],
		],
		[{ sort: [{ field: 'createdAt', direction: 'desc' }], size: 3 }, [58, 59, 60]],
		[{ sort: [{ field: 'id', direction: 'desc' }], size: 1 }, [60]],
	])('%j', async (json, expected) => {
		const reply = await call('POST', search, json);
		expect(reply.status).toBe(200);
		expect(ids(reply)).toEqual(expected);
	});

	it('finds archived contacts only when asked', async () => {
		simulator.state.archivedContactIds.add(1);
		expect(ids(await call('POST', search, { search: 'Ana Pérez' }))).toEqual([]);
		expect(ids(await call('POST', search, { search: 'Ana Pérez', includeArchived: true }))).toEqual([1]);
	});
});

describe('listing tasks', () => {
	beforeEach(() => start());

	it.each([
		['status=completed', 5],
		['status=cancelled', 5],
		['status=scheduled', 10],
		['status=overdue', 5],
		['dueBefore=2025-06-01T00:00:00Z', 15],
		['dueAfter=2025-06-01T00:00:00Z', 5],
		['dueAfter=2025-02-01T00:00:00Z&dueBefore=2025-04-01T00:00:00Z&status=overdue', 5],
		['conversationId=2', 5],
		['assignedToType=ai_employee', 6],
		['assignedToType=user&assignedToId=101', 6],
	])('with %s gives %i', async (query, count) => {
		expect((await call('GET', `${tasks}?${query}`)).body.totalCount).toBe(count);
	});
});
