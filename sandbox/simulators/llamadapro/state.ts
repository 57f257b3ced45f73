import { seedCalls, seedConversations, seedMessage } from './activitySeed.ts';
import type { Assumptions } from './assumptions.ts';
import { advanceCall } from './callEntity.ts';
import type { Call } from './callEntity.ts';
import type { Contact } from './contactEntity.ts';
import { seedContacts } from './contactSeed.ts';
import type { BulkOperation, Conversation } from './conversationEntity.ts';
import type { Definition, ListOption } from './customFieldEntities.ts';
import { seedDefinitions, seedOptions } from './customFieldSeed.ts';
import type { ChangeEvent } from './events.ts';
import { seedFile } from './mediaFiles.ts';
import type { MediaFile } from './mediaFiles.ts';
import { MediaLinks } from './mediaLinks.ts';
import type { MediaSite } from './mediaLinks.ts';
import { advanceMessage } from './messageEntity.ts';
import type { Message } from './messageEntity.ts';
import { ordinaryOutcomes } from './outcomes.ts';
import type { Recording, Transcription } from './recordingEntity.ts';
import { Store } from './store.ts';
import type { StoredTask } from './taskEntity.ts';
import { seedTasks } from './taskSeed.ts';

/** The account both keys belong to. */
export const tenantId = 'sandbox-company';

const contactCount = 60;
const taskCount = 25;
/** When the seeded conversations, calls and messages happened. */
const seededAt = Date.UTC(2025, 0, 20, 12);
const itself = (number: number): number => number;

/** Everything the simulated LlamadaPro remembers. */
export class LlamadaProState {
	readonly tenantId = tenantId;
	readonly contacts = new Store<number, Contact>(itself);
	readonly tasks = new Store<string, StoredTask>((number) => `task_${number}`);
	readonly calls = new Store<number, Call>(itself);
	readonly recordings = new Store<number, Recording>(itself);
	readonly transcriptions = new Store<number, Transcription>(itself);
	readonly conversations = new Store<number, Conversation>(itself);
	readonly bulkOperations = new Store<string, BulkOperation>(uuid);
	readonly messages = new Store<string, Message>((number) => `msg_${number}`);
	readonly media = new Store<string, MediaFile>((number) => `file_${number}`);
	readonly definitions = new Store<number, Definition>(itself);
	readonly options = new Store<number, ListOption>(itself);
	/** Contacts that a search only finds with `includeArchived`; no operation archives one. */
	readonly archivedContactIds = new Set<number>();
	/** How calls and messages end, by target number; a test may change it. */
	readonly outcomes = ordinaryOutcomes();
	/** Statuses that calls the simulator carries on have still before them. */
	readonly callSteps = new Map<number, string[]>();
	/** Statuses that messages have still before them. */
	readonly messageSteps = new Map<string, ReturnType<typeof advanceMessage>['status'][]>();
	readonly links: MediaLinks;
	readonly #onChange: (event: ChangeEvent) => void;
	#seeded = false;
	#clockOffsetMs = 0;
	#lastAddressId = 0;

	constructor(assumptions: Assumptions, site: MediaSite, onChange: (event: ChangeEvent) => void = () => undefined) {
		this.#onChange = onChange;
		this.links = new MediaLinks(site, () => this.now(), assumptions);
		for (const definition of seedDefinitions(tenantId)) this.definitions.add(definition);
		for (const option of seedOptions(tenantId)) this.options.add(option);
		this.seedContacts(contactCount);
		for (const task of seedTasks(taskCount, tenantId)) this.tasks.add(task);
		seedFile(this);
		seedConversations(this, assumptions);
		seedCalls(this);
		seedMessage(this);
		this.#seeded = true;
	}

	/** Replaces all contacts by `count` generated ones, the same at every call. */
	seedContacts(count: number): void {
		this.contacts.clear();
		this.archivedContactIds.clear();
		for (const contact of seedContacts(count, tenantId, () => this.nextAddressId())) this.contacts.add(contact);
	}

	/** Takes a call one step further: queued, ringing, in-progress, completed, or as `outcomes` says. */
	advanceCall(id: number): Call {
		return advanceCall(id, this);
	}

	/** Takes a message one step further: pending, sent, delivered, read, or as `outcomes` says. */
	advanceMessage(id: string): Message {
		return advanceMessage(id, this);
	}

	/** Makes every media link given so far an expired one. */
	expireMediaLinks(): void {
		this.links.expireAll();
	}

	/** Puts the simulator's clock forward: scheduled tasks become overdue and links expire. */
	passTime(ms: number): void {
		this.#clockOffsetMs += ms;
	}

	/** Epoch milliseconds on the simulator's clock. */
	now(): number {
		return this.#seeded ? Date.now() + this.#clockOffsetMs : seededAt;
	}

	/** The moment as LlamadaPro writes it (section 1). */
	timestamp(): string {
		return new Date(this.now()).toISOString();
	}

	nextAddressId(): number {
		this.#lastAddressId += 1;
		return this.#lastAddressId;
	}

	/** Tells whoever listens about a change; the seed data is no change. */
	announce(event: ChangeEvent): void {
		if (this.#seeded) this.#onChange(event);
	}
}

function uuid(number: number): string {
	return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}
