import type { ApiClient } from '../../../shared/http/client';
import { RequestFailure } from '../../../shared/http/failure';
import { readPages } from '../../../shared/http/paginate';
import { pagesOf } from '../../answers';
import { routes } from '../../api';
import type { ConversationRow, integrationTypes } from '../../schemas/conversation';
import { conversationToContinue, oldestSilence, silentSince } from './openConversation';

/** Whose conversation is looked for, and which one may be continued. */
export interface Search {
	readonly agentId: string;
	readonly contactId: string;
	readonly idleHours: number;
	/** For a conversation that has to be opened. */
	readonly integrationType?: (typeof integrationTypes)[number];
}

/**
 * The contact's conversation that the next message belongs to; one is opened where none can be continued. After opening,
 * the list is read again: another process may have opened one for the same contact at the same moment, and then both
 * settle on the earlier one. Has to be called in the contact's turn. Throws a RequestFailure.
 */
export async function continueOrOpen(
	client: ApiClient,
	search: Search,
): Promise<{ readonly conversationId: string; readonly isNew: boolean }> {
	const found = await findOpen(client, search);
	if (found !== undefined) return { conversationId: found.id, isNew: false };
	const { agentId, contactId, integrationType } = search;
	const opened = await client.request(routes.createConversation, { body: { agentId, contactId, integrationType } });
	const conversationId = (await findOpen(client, search))?.id ?? opened.conversationId;
	return { conversationId, isNew: conversationId === opened.conversationId };
}

async function findOpen(client: ApiClient, search: Search): Promise<ConversationRow | undefined> {
	const rows = await listOfContact(client, search);
	return conversationToContinue(rows, { idleHours: search.idleHours, now: client.now() });
}

/** The runs that met an API without the list of a contact's conversations: its address is only inferred. */
const withoutContactList = new WeakSet<ApiClient>();

/** The conversations of the contact that may count, from its own list or, where there is no such list, from the agent's. */
async function listOfContact(client: ApiClient, search: Search): Promise<readonly ConversationRow[]> {
	const own = withoutContactList.has(client) ? undefined : await readContactList(client, search).catch(noList);
	if (own !== undefined) return own;
	withoutContactList.add(client);
	return await readAgentList(client, search);
}

/** The contact is known to exist: if it is not found, its list is not where it was looked for. */
function noList(problem: unknown): undefined {
	if (problem instanceof RequestFailure && problem.details.status === 404) return undefined;
	throw problem;
}

async function readContactList(client: ApiClient, search: Search): Promise<ConversationRow[]> {
	const pages = readPages(
		client,
		routes.listContactConversations,
		{ path: { contactId: search.contactId }, query: {} },
		pagesOf<ConversationRow>('contactConversations'),
	);
	return await readWhileFresh(client, pages, search);
}

async function readAgentList(client: ApiClient, search: Search): Promise<ConversationRow[]> {
	const { agentId, contactId } = search;
	const pages = readPages(
		client,
		routes.listConversations,
		{ query: { agentId, type: 'all', sort: 'desc', status: 'open' } },
		pagesOf<ConversationRow>('conversations'),
	);
	const rows = await readWhileFresh(client, pages, search);
	return rows.filter(({ contact }) => contact?.id === contactId);
}

/**
 * The rows of a list up to the first page that ends with a conversation which has been silent for too long. Lists that
 * are not seen to come newest first are read to their end.
 */
async function readWhileFresh(
	client: ApiClient,
	pages: AsyncIterable<readonly ConversationRow[]>,
	{ idleHours }: Search,
): Promise<ConversationRow[]> {
	const oldest = oldestSilence(idleHours, client.now());
	const rows: ConversationRow[] = [];
	for await (const page of pages) {
		rows.push(...page);
		if (isNewestFirst(rows) && rows.some((row) => silentSince(row) < oldest)) break;
	}
	return rows;
}

function isNewestFirst(rows: readonly ConversationRow[]): boolean {
	return rows.every((row, index) => {
		const before = rows[index - 1];
		return before === undefined || silentSince(before) >= silentSince(row);
	});
}
