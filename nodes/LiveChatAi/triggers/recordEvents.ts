import { listReader, polledEvent } from '../../shared/triggers/poll/event';
import { pagesOf } from '../answers';
import { routes } from '../api';
import type { Score } from '../schemas/analytics';
import type { ContactRow } from '../schemas/contact';
import type { Suggestion } from '../schemas/suggestion';
import { agentParameters, type AgentParameters, watchedAgent } from './fields';

const overlapMs = 15 * 60_000;
const dayMs = 86_400_000;

/** A list that keeps time in seconds, or leaves out the moment itself, must not hide what falls on it. */
const edgeMs = 1_000;

/** How far back scores are asked for that nobody has seen any of yet: the list wants a beginning (section 6.6). */
const firstScoresMs = 365 * dayMs;

const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10);

/** What the lists have in common: they are newest first, as is assumed, or their count shows that there is something new. */
const common = {
	properties: [watchedAgent],
	parameters: agentParameters,
	order: 'unknown',
	moment: ({ createdAt }: { readonly createdAt?: string | null }) => createdAt,
	momentField: 'createdAt',
	overlapMs,
	key: ({ id }: { readonly id: string }) => id,
} as const;

export const recordEvents = [
	polledEvent<ContactRow, AgentParameters>({
		...common,
		name: 'New Contact',
		value: 'newContact',
		description:
			'A contact was created. It comes without its attributes; Get of Contact reads them. LiveChatAI does not document the order of its list: where it is not newest first, a poll with something new costs one request for every 100 contacts.',
		read: listReader({
			route: routes.listContacts,
			style: pagesOf<ContactRow>('contacts'),
			total: ({ rowCount }) => rowCount,
			input: ({ agentId }: AgentParameters) => ({ query: { agentId } }),
		}),
	}),
	polledEvent<Score, AgentParameters>({
		...common,
		name: 'New CSAT Score',
		value: 'newCsatScore',
		description: 'A visitor has rated a conversation',
		read: listReader({
			route: routes.listScores,
			style: pagesOf<Score>('scores'),
			total: ({ rowCount }) => rowCount,
			// Both days are included, in UTC. The end lies past today, wherever the clocks stand.
			input: ({ agentId }: AgentParameters, from = Date.now() - firstScoresMs) => ({
				query: { agentId, startDate: dayOf(from), endDate: dayOf(Date.now() + dayMs), timezone: 'UTC' },
			}),
		}),
		isNarrowed: true,
	}),
	polledEvent<Suggestion, AgentParameters>({
		...common,
		name: 'New AI Suggestion',
		value: 'newAiSuggestion',
		description: 'LiveChatAI has found a gap in the knowledge of the AI agent',
		read: listReader({
			route: routes.listSuggestions,
			style: pagesOf<Suggestion>('suggestions'),
			total: ({ rowCount }) => rowCount,
			input: ({ agentId }: AgentParameters, from) => ({
				query: { agentId, ...(from === undefined ? {} : { startDate: new Date(from - edgeMs).toISOString() }) },
			}),
		}),
		isNarrowed: true,
	}),
];
