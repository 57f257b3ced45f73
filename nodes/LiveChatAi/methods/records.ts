import type { ILoadOptionsFunctions, INodeListSearchItems } from 'n8n-workflow';

import type { ApiClient } from '../../shared/http/client';
import { RequestFailure } from '../../shared/http/failure';
import type { PageStyle } from '../../shared/http/paginate';
import { printable } from '../../shared/http/text';
import type { SearchPage } from '../../shared/runtime/listSearch';
import { type ListName, type ListPage, pagesOf } from '../answers';
import { routes } from '../api';
import type { Agent } from '../schemas/agent';
import type { ContactRow } from '../schemas/contact';
import type { ConversationRow, View } from '../schemas/conversation';
import { type DataSource, sourceTypes } from '../schemas/dataSource';
import type { Suggestion } from '../schemas/suggestion';

/** LiveChatAI searches none of its lists; at most this many requests for one part of a list with a filter. */
const pagesPerSearch = 5;

const longestLabel = 120;

type FindRecords = (
	client: ApiClient,
	filter: string,
	position: string | undefined,
	host: ILoadOptionsFunctions,
) => Promise<SearchPage>;

type AgentQuery = { readonly agentId: string } & Readonly<Record<string, unknown>>;

const label = (parts: ReadonlyArray<string | null | undefined>, id: string): string =>
	printable(parts.filter((part) => typeof part === 'string' && part.trim() !== '').join(' · '), longestLabel) || id;

/**
 * The rows whose entry contains the filter text, for lists that LiveChatAI cannot search. Without a filter one request
 * for each part; with one, parts without a match are skipped, up to five requests at a time.
 */
async function findPageByPage<Row extends { readonly id: string }>(
	ask: (query: Readonly<Record<string, unknown>>) => Promise<ListPage<Row>>,
	style: PageStyle<ListPage<Row>, Row>,
	nameOf: (row: Row) => string,
	filter: string,
	position: string | undefined,
): Promise<SearchPage> {
	const wanted = filter.toLocaleLowerCase();
	const matches = ({ name, value }: INodeListSearchItems): boolean =>
		[name, String(value)].some((text) => text.toLocaleLowerCase().includes(wanted));
	let place = position === undefined ? undefined : Number(position);
	for (let page = 0; page < pagesPerSearch; page += 1) {
		const body = await ask(style.ask(place, style.largestPage));
		// A list that ignores the page it is asked for would never end in the drop-down.
		const isAsked = style.partOf?.(body, place) === 'asked';
		const items = isAsked ? style.items(body) : [];
		const next = isAsked ? style.next(body, items, place) : undefined;
		place = next === undefined ? undefined : Number(next);
		const results = items.map((row) => ({ name: nameOf(row), value: row.id })).filter(matches);
		if (results.length > 0 || place === undefined) {
			return { results, next: place === undefined ? undefined : String(place) };
		}
	}
	return { results: [], next: place === undefined ? undefined : String(place) };
}

/** A search behind a locator whose records belong to the AI agent that is chosen in the node. */
function searchOfAgent<Row extends { readonly id: string }>(
	list: ListName,
	nameOf: (row: Row) => string,
	ask: (client: ApiClient, query: AgentQuery, host: ILoadOptionsFunctions) => Promise<ListPage<Row>>,
): FindRecords {
	return async (client, filter, position, host) => {
		const agentId = chosenAgent(host);
		return await findPageByPage(
			async (query) => await ask(client, { agentId, ...query }, host),
			pagesOf<Row>(list),
			nameOf,
			filter,
			position,
		);
	};
}

/** The AI agent that is chosen in the node. Throws a RequestFailure that asks for it. */
function chosenAgent(host: ILoadOptionsFunctions): string {
	const chosen = host.getCurrentNodeParameter('agentId', { extractValue: true });
	const agentId = typeof chosen === 'string' ? chosen.trim() : '';
	if (agentId !== '' && !agentId.startsWith('=')) return agentId;
	throw new RequestFailure({
		message: 'Choose the AI agent first',
		description:
			'This list belongs to an AI agent. Where the AI agent comes from an expression, enter the record by its ID.',
		outcome: 'notSent',
	});
}

/** The AI agents of the workspace. */
export const findAgents: FindRecords = async (client, filter, position) =>
	await findPageByPage(
		async (query) => await client.request(routes.listAgents, { query }),
		pagesOf<Agent>('agents'),
		({ id, name, isArchived }) => label([name, isArchived ? 'archived' : undefined], id),
		filter,
		position,
	);

/** "Ana Pérez · ana@example.com · customer-0001"; whatever is known of a contact. */
export const contactLabel = ({ id, name, email, phone, distinctId }: ContactRow): string =>
	label([name, email ?? phone, distinctId], id);

/** The contacts of the chosen AI agent. */
export const findContacts = searchOfAgent(
	'contacts',
	contactLabel,
	async (client, query) => await client.request(routes.listContacts, { query }),
);

const conversationLabel = ({ id, contact, integrationType, lastMessageDate, isResolved }: ConversationRow): string =>
	label(
		[
			contact?.name ?? contact?.email ?? contact?.phone ?? contact?.distinctId ?? id,
			integrationType,
			lastMessageDate?.slice(0, 16).replace('T', ' '),
			isResolved ? 'resolved' : undefined,
		],
		id,
	);

/** The conversations of the chosen AI agent, the one with the latest message first. */
export const findConversations = searchOfAgent(
	'conversations',
	conversationLabel,
	async (client, query) =>
		await client.request(routes.listConversations, { query: { type: 'all', sort: 'desc', ...query } }),
);

/** The data sources of the chosen AI agent, of the chosen type where one is. */
export const findDataSources = searchOfAgent(
	'dataSources',
	({ id, title, text, url, source }: DataSource) => label([title ?? url ?? text, source], id),
	async (client, query, host) => {
		const chosen = host.getCurrentNodeParameter('source');
		const source = sourceTypes.find((known) => known === chosen);
		return await client.request(routes.listDataSources, { query: { source, ...query } });
	},
);

/** The AI suggestions of the chosen AI agent, by what the visitor asked. */
export const findSuggestions = searchOfAgent(
	'suggestions',
	({ id, userMessage, potentialGap, evaluationTag }: Suggestion) =>
		label([userMessage?.text ?? potentialGap, evaluationTag], id),
	async (client, query) => await client.request(routes.listSuggestions, { query }),
);

/** The saved views of the chosen AI agent. */
export const findViews = searchOfAgent(
	'views',
	({ id, name }: View) => label([name], id),
	async (client, query) => await client.request(routes.listViews, { query }),
);
