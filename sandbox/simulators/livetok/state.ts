import type { Assumptions } from './assumptions.ts';
import type { JsonObject } from './body.ts';
import type { Mode } from './keys.ts';
import { seedEntries } from './knowledgeSeed.ts';
import { KnowledgeStore } from './knowledgeStore.ts';
import type { KnowledgeEntry } from './knowledgeStore.ts';
import { seedTemplates } from './templates.ts';
import type { Template } from './templates.ts';
import type { Webhook } from './webhooks.ts';

/** A message as it was accepted, with the language the answer does not repeat (section 6.1). */
export interface SentMessage {
	id: string;
	status: string;
	to: string;
	template_name: string;
	template_language: string;
	template_parameters: JsonObject[] | undefined;
	created_at: string;
}

/** The data of one mode. Both modes share the templates. */
export interface Account {
	readonly mode: Mode;
	readonly templates: Template[];
	readonly messages: SentMessage[];
	readonly knowledge: KnowledgeStore;
	readonly webhooks: Map<string, Webhook>;
	/** A new id such as `msg_00000001`; the same run gives the same ids. */
	nextId(prefix: 'msg' | 'kb' | 'wh'): string;
}

const seedCounts: Record<Mode, number> = { test: 45, live: 3 };
const seedPrefixes: Record<Mode, string> = { test: 'kb_test', live: 'kb_live' };

/** Everything the simulated LiveTok remembers, test and live data apart (section 3). */
export class LiveTokState {
	/** The templates; a test may add its own. */
	readonly templates = seedTemplates();
	readonly #accounts: Record<Mode, Account>;
	readonly #lastNumbers = new Map<string, number>();

	/** `testEntries`: how many knowledge entries test mode begins with; default 45. */
	constructor(assumptions: Assumptions, testEntries = seedCounts.test) {
		this.#accounts = {
			test: this.#newAccount('test', assumptions),
			live: this.#newAccount('live', assumptions),
		};
		this.seedKnowledge(testEntries, 'test');
		this.seedKnowledge(seedCounts.live, 'live');
	}

	/** The data the routes work on. */
	account(mode: Mode): Account {
		return this.#accounts[mode];
	}

	/** Messages sent in a mode, oldest first. */
	messages(mode: Mode = 'test'): readonly SentMessage[] {
		return this.#accounts[mode].messages;
	}

	/** Knowledge entries of a mode in insertion order. */
	knowledge(mode: Mode = 'test'): readonly KnowledgeEntry[] {
		return this.#accounts[mode].knowledge.all();
	}

	/** Webhooks registered in a mode, oldest first, with their secrets. */
	webhooks(mode: Mode = 'test'): readonly Webhook[] {
		return [...this.#accounts[mode].webhooks.values()];
	}

	/** Replaces a mode's knowledge by `count` generated entries, the same at every call. */
	seedKnowledge(count: number, mode: Mode = 'test'): void {
		const store = this.#accounts[mode].knowledge;
		store.clear();
		for (const entry of seedEntries(count, seedPrefixes[mode])) store.put(entry);
	}

	#newAccount(mode: Mode, assumptions: Assumptions): Account {
		return {
			mode,
			templates: this.templates,
			messages: [],
			knowledge: new KnowledgeStore(assumptions),
			webhooks: new Map(),
			nextId: (prefix) => {
				const number = (this.#lastNumbers.get(prefix) ?? 0) + 1;
				this.#lastNumbers.set(prefix, number);
				return `${prefix}_${String(number).padStart(8, '0')}`;
			},
		};
	}
}
