import { findByPhone } from './contactEntity.ts';
import { notFound } from './errors.ts';
import { mediaUrl } from './mediaFiles.ts';
import type { MediaFile } from './mediaFiles.ts';
import { messageSteps } from './outcomes.ts';
import type { FreeObject } from './schema.ts';
import type { LlamadaProState } from './state.ts';

/** A message as it is kept; answers have signed links in the attachments, see `shownMessage` (section 6). */
export interface Message {
	readonly id: string;
	readonly tenantId: string;
	readonly conversationId: string;
	readonly funnelConversationId: number | null;
	readonly sessionId: number | null;
	readonly providerId: string | null;
	readonly contactId: number | null;
	readonly userId: string | null;
	readonly content: string;
	readonly status: 'pending' | 'sent' | 'delivered' | 'read' | 'failed';
	readonly direction: 'inbound' | 'outbound';
	readonly channel: 'whatsapp';
	readonly sender: FreeObject;
	readonly recipient: FreeObject;
	readonly attachments: ReadonlyArray<{ fileId: string; fileName: string; contentType: string; size: number }>;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly metadata: FreeObject;
	readonly errors: ReadonlyArray<{ code: number; title: string; message: string }>;
	readonly customFields: FreeObject;
	readonly mediaProcessing: FreeObject | null;
}

interface NewMessage {
	from: string;
	to: string;
	userId: string | undefined;
	content: string;
	metadata: FreeObject;
	customFields: FreeObject | undefined;
	file?: MediaFile;
}

/** Stores a message to be sent: pending now, further with every step (section 9). */
export function createMessage({ from, to, file, ...fields }: NewMessage, state: LlamadaProState): Message {
	const now = state.timestamp();
	const contact = findByPhone(to, state);
	const conversations = state.conversations.all().filter(({ contactId }) => contactId === contact?.id);
	const message = state.messages.put<Message>({
		id: state.messages.nextId(),
		tenantId: state.tenantId,
		conversationId: `whatsapp-${from.slice(1)}-${to.slice(1)}`,
		funnelConversationId: conversations.at(-1)?.id ?? null,
		sessionId: null,
		providerId: null,
		contactId: contact?.id ?? null,
		userId: fields.userId ?? null,
		content: fields.content,
		status: 'pending',
		direction: 'outbound',
		channel: 'whatsapp',
		sender: { phoneNumber: from, name: null },
		recipient: { phoneNumber: to, name: contact?.firstName ?? null },
		attachments: file === undefined ? [] : [attachmentOf(file)],
		createdAt: now,
		updatedAt: now,
		metadata: fields.metadata,
		errors: [],
		customFields: fields.customFields ?? {},
		mediaProcessing: file === undefined ? null : { status: 'completed' },
	});
	state.messageSteps.set(message.id, messageSteps(to, state.outcomes));
	return message;
}

/** Takes a message one step further; a message that has arrived where it goes stays as it is. */
export function advanceMessage(id: string, state: LlamadaProState): Message {
	const message = requireMessage(id, state);
	const [status, ...later] = state.messageSteps.get(id) ?? [];
	if (status === undefined) return message;
	state.messageSteps.set(id, later);
	return state.messages.put({
		...message,
		status,
		providerId: status === 'failed' ? null : `wamid.sandbox.${id}`,
		errors: status === 'failed' ? [undeliverable] : [],
		updatedAt: state.timestamp(),
	});
}

/** The message as answers have it. */
export function shownMessage(message: Message, state: LlamadaProState): unknown {
	const attachments = message.attachments.map((file) => ({ ...file, url: mediaUrl(file.fileId, state) }));
	return { ...message, attachments };
}

/** The message of this id, or a 404. */
export function requireMessage(id: string, state: LlamadaProState): Message {
	const message = state.messages.get(id);
	if (message === undefined) throw notFound(`Message ${id}`);
	return message;
}

/** WhatsApp's own number for a message that cannot be delivered. */
const undeliverable = {
	code: 131026,
	title: 'Message undeliverable',
	message: 'The number cannot receive WhatsApp messages.',
};

function attachmentOf({ id, fileName, contentType, content }: MediaFile): Message['attachments'][number] {
	return { fileId: id, fileName, contentType, size: content.length };
}
