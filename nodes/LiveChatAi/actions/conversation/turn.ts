import type { ApiClient } from '../../../shared/http/client';
import { RequestFailure } from '../../../shared/http/failure';
import { routes } from '../../api';
import type { Answer, integrationTypes } from '../../schemas/conversation';
import { continueOrOpen } from './contactConversation';
import { type Continuation, turnsOf } from './continuation';

/** Where a message belongs. */
export interface Destination {
	readonly agentId: string;
	readonly continuation: Continuation;
	readonly integrationType?: (typeof integrationTypes)[number];
}

/** Sends the message to a conversation, or begins one with it. */
export type Send = (conversationId?: string) => Promise<Answer>;

/** An answered message. */
export interface Turn {
	readonly answer: Answer;
	/** Whether the message began the conversation. */
	readonly isNew: boolean;
}

type WithContact = Extract<Continuation, { of: 'contact' | 'visitor' }>;

/** The conversation of a contact or visitor that a run has had an answer from. */
interface Known {
	readonly contactId: string;
	readonly conversationId: string;
	/** What LiveChatAI was told of the visitor, as text. */
	readonly told: string;
}

/** What each run knows, by what its messages go on with. It spares the look-ups of the next message. */
const knownInRun = new WeakMap<ApiClient, Map<string, Known>>();

/**
 * Finds or opens the conversation that a message belongs to and sends it there, when everything that this process has sent
 * before to the same conversation, contact or visitor was answered. Throws a RequestFailure; the message is sent at most once.
 */
export async function takeConversationTurn(client: ApiClient, destination: Destination, send: Send): Promise<Turn> {
	const { agentId, continuation } = destination;
	if (continuation.of === 'newConversation') return { answer: await send(), isNew: true };
	if (continuation.of === 'conversation') {
		return await sendTo(client, { conversationId: continuation.conversationId, isNew: false }, send);
	}
	const key = turnsOf(agentId, continuation);
	return await client.inTurn(
		key,
		async () => await continueWithContact(client, { ...destination, continuation, key }, send),
	);
}

async function continueWithContact(
	client: ApiClient,
	{ key, ...destination }: Destination & { readonly continuation: WithContact; readonly key: string },
	send: Send,
): Promise<Turn> {
	const { agentId, continuation } = destination;
	const known = knownInRun.get(client) ?? new Map<string, Known>();
	knownInRun.set(client, known);
	const before = known.get(key);
	// Remembered again once the message is answered: after anything else the next message has to look.
	known.delete(key);

	const told = continuation.of === 'visitor' ? JSON.stringify(continuation.contactFields) : '';
	const contactId =
		before?.told === told ? before.contactId : await beforeSending(findContact(client, agentId, continuation));
	const sendOn = async (): Promise<Turn> => {
		const place =
			before === undefined
				? await beforeSending(continueOrOpen(client, { ...destination, ...continuation, contactId }))
				: { conversationId: before.conversationId, isNew: false };
		return await sendTo(client, place, send);
	};
	// A visitor's contact may be addressed by its own id at the same moment.
	const turn = await (continuation.of === 'visitor' ? client.inTurn(`contact ${contactId}`, sendOn) : sendOn());
	known.set(key, { contactId, conversationId: turn.answer.conversationId, told });
	return turn;
}

async function sendTo(
	client: ApiClient,
	{ conversationId, isNew }: { readonly conversationId: string; readonly isNew: boolean },
	send: Send,
): Promise<Turn> {
	const answer = await client.inTurn(`conversation ${conversationId}`, async () => await send(conversationId));
	// A service may answer a conversation that is over by beginning another.
	return { answer, isNew: isNew || answer.conversationId !== conversationId };
}

/** The contact of the AI agent, made known where the visitor has one of the user's own ids. */
async function findContact(client: ApiClient, agentId: string, continuation: WithContact): Promise<string> {
	if (continuation.of === 'visitor') {
		const { distinctId, contactFields } = continuation;
		const { contactId } = await client.request(routes.upsertContact, {
			body: { agentId, distinctId, ...contactFields },
		});
		return contactId;
	}
	const { contactId } = continuation;
	const { agentId: owner } = await client.request(routes.getContact, { path: { contactId } });
	if (typeof owner !== 'string' || owner === agentId) return contactId;
	throw new RequestFailure({
		message: 'The contact belongs to another AI agent',
		description: 'Choose the AI agent of the contact, or a contact of this AI agent.',
		outcome: 'notSent',
	});
}

/** A step before the message is sent: if it does not succeed, its text says that the message was not sent. */
async function beforeSending<T>(step: Promise<T>): Promise<T> {
	return await step.catch((problem: unknown) => {
		if (!(problem instanceof RequestFailure) || problem.details.cancelled) throw problem;
		const { details } = problem;
		const meaning =
			details.outcome === 'unknown'
				? 'The message was not sent, but a conversation may have been opened for it. Look in LiveChatAI whether the visitor has one without messages: if so, running this item again goes on with it.'
				: 'The message was not sent.';
		throw new RequestFailure({ ...details, description: `${meaning} ${details.description}` });
	});
}
