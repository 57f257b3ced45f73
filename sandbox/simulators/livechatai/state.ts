import { seedAgents } from './agentEntity.ts';
import type { Agent } from './agentEntity.ts';
import type { ScriptedAnswer } from './aiAnswer.ts';
import { seedFunctionRuns, seedRatings } from './analyticsSeed.ts';
import { Clock } from './clock.ts';
import { seedContacts } from './contactEntity.ts';
import type { Contact } from './contactEntity.ts';
import type { Conversation } from './conversationEntity.ts';
import { seedConversations, seedSuggestions } from './conversationSeed.ts';
import { train } from './dataSourceEntity.ts';
import type { DataSource } from './dataSourceEntity.ts';
import { dayMs, moveDates } from './moveDates.ts';
import { generateQuestions, seedKnowledge } from './dataSourceSeed.ts';
import { seedPeople } from './people.ts';
import type { Person } from './people.ts';
import type { FunctionRun, Rating } from './ratings.ts';
import { Store } from './store.ts';
import type { Suggestion } from './suggestionEntity.ts';
import { seedViews } from './views.ts';

/** The AI agent that has the seeded data. */
export const supportAgentId = 'clxsupport0001';
/** An AI agent with three contacts and nothing else. */
export const salesAgentId = 'clxsales0001';

/** What a test may change of a conversation. */
export type ConversationChange = Partial<
	Pick<Conversation, 'sentiment' | 'topic' | 'resolutionStatus' | 'isStarred' | 'isMuted'>
>;

/** Everything the simulated LiveChatAI remembers, and the hooks for what no endpoint does. */
export class LiveChatAiState {
	readonly clock = new Clock();
	/** The humans of the workspace, the owner first. */
	readonly people: readonly [Person, ...Person[]] = seedPeople();
	readonly agents = new Store<Agent>();
	readonly contacts = new Store<Contact>();
	readonly conversations = new Store<Conversation>();
	readonly dataSources = new Store<DataSource>();
	readonly suggestions = new Store<Suggestion>();
	readonly views = seedViews(supportAgentId);
	/** Ratings by visitors; a test may add its own. */
	readonly ratings: Rating[] = seedRatings(supportAgentId);
	/** Runs of the AI's functions; a test may add its own. */
	readonly functionRuns: FunctionRun[] = seedFunctionRuns(supportAgentId);
	/** Answers the AI gives before it looks into its knowledge; a test may add its own. */
	readonly scriptedAnswers: ScriptedAnswer[] = [];
	#messageUnits = Infinity;
	readonly #lastNumbers = new Map<string, number>();

	constructor() {
		for (const agent of seedAgents()) this.agents.put(agent);
		for (const contact of seedContacts(25, supportAgentId, 'contact')) this.contacts.put(contact);
		for (const contact of seedContacts(3, salesAgentId, 'lead')) this.contacts.put(contact);
		for (const conversation of seedConversations(supportAgentId, this.people)) this.conversations.put(conversation);
		for (const suggestion of seedSuggestions(this.conversations.all())) this.suggestions.put(suggestion);
		for (const item of seedKnowledge(supportAgentId)) this.dataSources.put(item);
	}

	/** A new id such as `chat_new0001`; the same run gives the same ids. */
	newId(prefix: string): string {
		const number = (this.#lastNumbers.get(prefix) ?? 0) + 1;
		this.#lastNumbers.set(prefix, number);
		return `${prefix}_new${String(number).padStart(4, '0')}`;
	}

	/** The human of this id. */
	person(userId: string): Person | undefined {
		return this.people.find(({ id }) => id === userId);
	}

	/** Lets time pass for everything that is stamped from now on. */
	passTime(ms: number): void {
		this.clock.pass(ms);
	}

	/**
	 * Moves all that is there by whole days, so that it ends yesterday: for whoever looks at the figures of the last days.
	 * The seed itself has fixed dates.
	 */
	bringUpToDate(): void {
		const newest = Math.max(...this.conversations.all().map(({ createdAt }) => Date.parse(createdAt)));
		const days = Math.floor((Date.parse(this.clock.now()) - newest) / dayMs) - 1;
		const all = [this.agents, this.contacts, this.conversations, this.dataSources, this.suggestions].flatMap(
			(store): object[] => store.all(),
		);
		for (const item of [...all, ...this.ratings, ...this.functionRuns]) moveDates(item, days * dayMs);
	}

	/** A human takes a conversation over: the AI is silent from now on. */
	takeOver(conversationId: string, userId = 'user_ben'): void {
		const person = this.person(userId);
		if (person === undefined) throw new Error(`There is no user ${userId}`);
		Object.assign(this.#conversation(conversationId), { isAgent: true, agent: person, updatedAt: this.clock.now() });
	}

	/** The human hands the conversation back to the AI. */
	handBack(conversationId: string): void {
		Object.assign(this.#conversation(conversationId), { isAgent: false, agent: null, updatedAt: this.clock.now() });
	}

	/** Somebody resolves the conversation in the dashboard. */
	resolve(conversationId: string): void {
		Object.assign(this.#conversation(conversationId), { isResolved: true, updatedAt: this.clock.now() });
	}

	/** Says how a conversation is judged, until its next message. */
	judge(conversationId: string, change: ConversationChange): void {
		Object.assign(this.#conversation(conversationId), change);
	}

	/** Message units left of the monthly quota (section 5); unlimited at the start. */
	get messageUnits(): number {
		return this.#messageUnits;
	}

	/** Sets the units left; 0 is a spent quota. */
	setMessageUnits(units: number): void {
		this.#messageUnits = Math.max(units, 0);
	}

	/** Replaces an agent's knowledge by `count` questions and answers, the same at every call. */
	seedDataSources(count: number, agentId = supportAgentId): void {
		for (const { id } of this.dataSourcesOf(agentId)) this.dataSources.delete(id);
		for (const item of generateQuestions(count, agentId)) this.dataSources.put(item);
	}

	/** An agent's knowledge, oldest first. */
	dataSourcesOf(agentId = supportAgentId): DataSource[] {
		return this.dataSources.all().filter((item) => item.agentId === agentId);
	}

	/** Takes the training of every data source that is not done a step further. */
	advanceTraining(items: readonly DataSource[] = this.dataSources.all()): void {
		const now = this.clock.now();
		for (const item of items) train(item, now);
	}

	/** The training of a data source fails. */
	failTraining(dataSourceId: string): void {
		const item = this.dataSources.get(dataSourceId);
		if (item === undefined) throw new Error(`There is no data source ${dataSourceId}`);
		Object.assign(item, { status: 'FAILED', updatedAt: this.clock.now() });
	}

	/** Deletes an agent with all that belongs to it; tells whether there was one. */
	deleteAgent(agentId: string): boolean {
		for (const store of [this.contacts, this.conversations, this.dataSources, this.suggestions]) {
			for (const item of store.all()) if (item.agentId === agentId) store.delete(item.id);
		}
		return this.agents.delete(agentId);
	}

	#conversation(id: string): Conversation {
		const conversation = this.conversations.get(id);
		if (conversation === undefined) throw new Error(`There is no conversation ${id}`);
		return conversation;
	}
}
