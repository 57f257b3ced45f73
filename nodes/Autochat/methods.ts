import type { ApiClient } from '../shared/http/client';
import { printable } from '../shared/http/text';
import { listSearch, type SearchPage } from '../shared/runtime/listSearch';
import { autochatTenant, routes, smsConversationPages } from './api';
import type { SmsConversation } from './schemas';

/** Autochat cannot search, so we look through its pages; at most this many per list that the editor shows. */
const pagesPerSearch = 5;

/** "Ann Lee · Acme Ltd · +14155550123"; the id where nothing else is known. */
function label({ id, contact_data: contact, channel_identifier: identifier }: SmsConversation): string {
	const parts = [contact?.name, contact?.company, contact?.phone ?? identifier];
	const known = parts.filter((part) => typeof part === 'string' && part.trim() !== '');
	return printable(known.length === 0 ? id : known.join(' · '), 120);
}

/**
 * The SMS conversations whose contact or id contains the filter text, page by page. Without a filter one request per page;
 * with one, pages without a match are skipped, up to five requests at a time.
 */
async function findSmsConversations(
	client: ApiClient,
	filter: string,
	position: string | undefined,
): Promise<SearchPage> {
	const wanted = filter.toLocaleLowerCase();
	let offset: number | undefined = position === undefined ? undefined : Number(position);
	for (let page = 0; page < pagesPerSearch; page += 1) {
		const query = smsConversationPages.ask(offset, smsConversationPages.largestPage);
		const body = await client.request(routes.listSmsConversations, { query });
		const items = smsConversationPages.items(body);
		const next = smsConversationPages.next(body, items, offset);
		offset = next === undefined ? undefined : Number(next);
		const results = items
			.map((conversation) => ({ name: label(conversation), value: conversation.id }))
			.filter(({ name, value }) => [name, value].some((text) => text.toLocaleLowerCase().includes(wanted)));
		if (results.length > 0 || offset === undefined) {
			return { results, next: offset === undefined ? undefined : String(offset) };
		}
	}
	return { results: [], next: offset === undefined ? undefined : String(offset) };
}

export const methods = {
	listSearch: { searchSmsConversations: listSearch(autochatTenant, findSmsConversations) },
};
