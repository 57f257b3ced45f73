import { printable } from '../shared/http/text';
import type { ApiClient } from '../shared/http/client';
import { searchTemplateLanguages } from '../shared/properties/templateLanguages';
import { listSearch, type SearchPage } from '../shared/runtime/listSearch';
import { assumptions, liveTok, routes } from './api';
import type { KnowledgeEntry } from './schemas';

/** LiveTok cannot search, so we look through its pages; at most this many per list that the editor shows. */
const pagesPerSearch = 5;

function matches(entry: KnowledgeEntry, filter: string): boolean {
	const wanted = filter.toLocaleLowerCase();
	return [entry.question ?? '', entry.id, ...(entry.tags ?? [])].some((text) =>
		text.toLocaleLowerCase().includes(wanted),
	);
}

function label(entry: KnowledgeEntry): string {
	const tags = entry.tags ?? [];
	const question = entry.question ?? entry.id;
	return printable(tags.length === 0 ? question : `${question} [${tags.join(', ')}]`, 120);
}

/**
 * The entries whose question, tags or id contain the filter text, page by page. Without a filter one request per page;
 * with one, pages without a match are skipped, up to five requests at a time.
 */
async function findKnowledge(client: ApiClient, filter: string, position: string | undefined): Promise<SearchPage> {
	let next = position;
	for (let page = 0; page < pagesPerSearch; page += 1) {
		const list = await client.request(routes.listKnowledge, { query: { limit: 100, starting_after: next } });
		const found = list.data.filter((entry) => filter === '' || matches(entry, filter));
		const last = list.data.at(-1);
		next = list.has_more && last !== undefined ? assumptions.cursorOf(last) : undefined;
		if (found.length > 0 || next === undefined) {
			return {
				results: found.map((entry) => ({ name: label(entry), value: entry.id })),
				next,
			};
		}
	}
	return { results: [], next };
}

export const methods = {
	listSearch: {
		searchKnowledge: listSearch(liveTok, findKnowledge),
		searchTemplateLanguages,
	},
};
