import type { IDataObject } from 'n8n-workflow';
import { z } from 'zod';

/** A webhook as the vendor has it. */
export interface RegisteredWebhook {
	/** Missing where the vendor does not tell it. */
	readonly id?: string;
	readonly url: string;
	readonly events: readonly string[];
	readonly description?: string;
	/** Told at the creation only. */
	readonly secret?: string;
}

/** What the node asks for. */
export interface WantedWebhook {
	readonly url: string;
	readonly events: readonly string[];
	/** Says who has made it; the same at every activation of the node. */
	readonly description: string;
	/** Whether deliveries cannot be checked without a secret from the creation. */
	readonly needsSecret: boolean;
}

/** The vendor's calls. They throw a RequestFailure. */
export interface WebhookDirectory {
	/** All webhooks; undefined where the vendor has no such list. */
	list(): Promise<readonly RegisteredWebhook[] | undefined>;
	create(wanted: WantedWebhook): Promise<RegisteredWebhook>;
	/** @returns whether there was something to remove. */
	remove(id: string): Promise<boolean>;
}

const memoryShape = z.object({
	id: z.string().optional(),
	url: z.string(),
	events: z.array(z.string()),
	secret: z.string().optional(),
	/** Whether this node has made it, so that it may remove it. */
	own: z.boolean(),
});
type Memory = z.infer<typeof memoryShape>;

/** What the node remembers of its webhook at the vendor. n8n keeps it with the workflow, outside what is exported. */
export function recall(staticData: IDataObject): Memory | undefined {
	return memoryShape.safeParse(staticData.registration).data;
}

function remember(staticData: IDataObject, memory: Memory | undefined): void {
	if (memory === undefined) delete staticData.registration;
	else staticData.registration = memory;
}

const hasSameEvents = (first: readonly string[], second: readonly string[]): boolean =>
	JSON.stringify([...first].sort()) === JSON.stringify([...second].sort());

/**
 * Whether the vendor has the webhook that is wanted; it is then adopted. Removes what this node has registered and is of
 * no more use: other events, another address of n8n. Where the vendor has no list, the node's own memory decides.
 */
export async function findRegistration(
	directory: WebhookDirectory,
	staticData: IDataObject,
	wanted: WantedWebhook,
): Promise<boolean> {
	const memory = recall(staticData);
	const listed = await directory.list();
	if (listed === undefined) {
		return (
			memory?.url === wanted.url &&
			hasSameEvents(memory.events, wanted.events) &&
			(!wanted.needsSecret || memory.secret !== undefined)
		);
	}
	const isRemembered = ({ id }: RegisteredWebhook): boolean => id !== undefined && id === memory?.id && memory.own;
	const isHere = ({ url }: RegisteredWebhook): boolean => url === wanted.url;
	const isOwn = (webhook: RegisteredWebhook): boolean =>
		isRemembered(webhook) || (isHere(webhook) && webhook.description === wanted.description);
	const secretOf = (webhook: RegisteredWebhook) => (isRemembered(webhook) ? memory?.secret : undefined);

	const usable = listed
		.filter((webhook) => isHere(webhook) && hasSameEvents(webhook.events, wanted.events))
		.filter((webhook) => !wanted.needsSecret || secretOf(webhook) !== undefined);
	const chosen = usable.find(isRemembered) ?? usable.find(isOwn) ?? usable[0];
	for (const webhook of listed) {
		if (webhook !== chosen && isOwn(webhook) && webhook.id !== undefined) await directory.remove(webhook.id);
	}
	remember(
		staticData,
		chosen && {
			id: chosen.id,
			url: chosen.url,
			events: [...chosen.events],
			secret: secretOf(chosen),
			own: isOwn(chosen),
		},
	);
	return chosen !== undefined;
}

/**
 * Registers the webhook and remembers it. @returns it, with what the vendor has told. A webhook that came without the
 * secret it needs is taken back: `secret` is then undefined.
 */
export async function register(
	directory: WebhookDirectory,
	staticData: IDataObject,
	wanted: WantedWebhook,
): Promise<RegisteredWebhook> {
	const created = await directory.create(wanted);
	const { id, secret } = created;
	if (wanted.needsSecret && secret === undefined && id !== undefined) await directory.remove(id);
	else remember(staticData, { id, url: wanted.url, events: [...wanted.events], secret, own: true });
	return created;
}

/**
 * Removes what the node has registered, and nothing else.
 * @returns false when the vendor offers no way to remove it; the node then remembers it, so that the next activation
 * does not register a second one.
 */
export async function unregister(
	directory: WebhookDirectory,
	staticData: IDataObject,
	wanted: Pick<WantedWebhook, 'url' | 'description'>,
): Promise<boolean> {
	const memory = recall(staticData);
	const isDone = memory?.own === false || (memory?.id !== undefined && (await directory.remove(memory.id)));
	if (isDone) {
		remember(staticData, undefined);
		return true;
	}
	// Nothing was removed: it is gone already, the vendor has no such call, or its id was never told.
	const listed = await directory.list();
	if (listed === undefined) return memory === undefined;
	for (const { id, url, description } of listed) {
		const isOwn = id === memory?.id || (url === wanted.url && description === wanted.description);
		if (isOwn && id !== undefined) await directory.remove(id);
	}
	remember(staticData, undefined);
	return true;
}
