import { z } from 'zod';
import type { Answer } from '../answer.ts';
import { requireAgent } from './agentEntity.ts';
import { answerTo, answerToImage, unitsOf, withoutMarks } from './aiAnswer.ts';
import type { AiAnswer } from './aiAnswer.ts';
import { success } from './call.ts';
import type { Call } from './call.ts';
import { newContact } from './contactEntity.ts';
import { addMessage, newConversation } from './conversationEntity.ts';
import type { Conversation, Message } from './conversationEntity.ts';
import { invalid, LiveChatAiRefusal, notFound } from './errors.ts';
import { optionalText, readBody, text } from './parameters.ts';
import { resolutionOf, sentimentOf, topicOf } from './questions.ts';

const sendSchema = z.object({
	question: z.string(),
	agentId: text,
	conversationId: optionalText,
	messageType: z.enum(['TEXT', 'IMAGE']).default('TEXT'),
	streaming: z.boolean().default(false),
	ip: optionalText,
	country: optionalText,
	responseFormat: z.enum(['MARKDOWN', 'PLAIN']).default('MARKDOWN'),
	integrationType: z.enum(['WHATSAPP', 'SLACK']).optional(),
});
type Sent = z.output<typeof sendSchema>;

/**
 * A visitor's message and the AI's answer (section 6.3). All of it happens at one moment of the simulator, so
 * that messages sent together are kept whole and in the order of their arrival.
 */
export function sendMessage(call: Call): Answer {
	const sent = readBody(call, sendSchema);
	checkQuestion(sent, call);
	requireAgent(call, sent.agentId);
	const known = findConversation(sent, call);
	const isSilent = known?.isAgent === true && call.assumptions.takenOver !== 'aiAnswers';
	const ai = isSilent ? undefined : think(sent, call);
	payFor(ai, call);

	const conversation = known ?? startConversation(sent, call);
	if (call.assumptions.resolvedConversation !== 'staysResolved') conversation.isResolved = false;
	const question = say(conversation, { role: 'user', content: sent.question, type: sent.messageType }, call);
	const answer = ai && say(conversation, { role: 'assistant', content: ai.markdown, source: ai.source }, call);
	judge(conversation, sent, ai);
	if (ai?.isAnswered === false && answer !== undefined) suggest(conversation, question, answer, call);
	return shown({ conversation, question, answer, ai, sent }, call);
}

function checkQuestion({ question, messageType }: Sent, { assumptions }: Call): void {
	if (question.trim() === '' && assumptions.blankQuestion === 'refused') throw invalid('question', 'is required');
	if (messageType !== 'IMAGE' || assumptions.imageQuestion === 'anyText') return;
	if (!URL.canParse(question) || !/^https?:$/.test(new URL(question).protocol)) {
		throw invalid('question', 'must be the URL of an image');
	}
}

/** The conversation to continue; undefined for a new one. */
function findConversation({ conversationId, agentId }: Sent, { state, assumptions }: Call): Conversation | undefined {
	if (conversationId === undefined) return undefined;
	const conversation = state.conversations.get(conversationId);
	if (conversation === undefined) {
		if (assumptions.unknownConversation === 'newConversation') return undefined;
		throw notFound(`Conversation ${conversationId}`);
	}
	if (conversation.agentId !== agentId) {
		if (assumptions.conversationOfOtherAgent === '404') throw notFound(`Conversation ${conversationId}`);
		throw new LiveChatAiRefusal(403, 'The conversation belongs to another agent.');
	}
	if (!conversation.isResolved) return conversation;
	if (assumptions.resolvedConversation === 'refused') {
		throw new LiveChatAiRefusal(400, 'The conversation is resolved.');
	}
	return assumptions.resolvedConversation === 'newConversation' ? undefined : conversation;
}

function startConversation({ agentId, ip, country, integrationType }: Sent, { state }: Call): Conversation {
	const now = state.clock.next();
	const known = { ip: ip ?? null, country: country ?? null };
	const contact = state.contacts.put(newContact(state.newId('contact'), agentId, now, known));
	const id = state.newId('chat');
	return state.conversations.put(
		newConversation({ id, agentId, contactId: contact.id, createdAt: now, integrationType: integrationType ?? null }),
	);
}

function think({ question, agentId, messageType }: Sent, { state }: Call): AiAnswer {
	if (messageType === 'IMAGE') return answerToImage();
	return answerTo(question, state.dataSourcesOf(agentId), state.scriptedAnswers);
}

/** Takes the units of the question and its answer, or refuses because too few are left (section 5). */
function payFor(ai: AiAnswer | undefined, { state, assumptions }: Call): void {
	const units = 1 + (ai === undefined ? 0 : unitsOf(ai.markdown));
	if (state.messageUnits < units) {
		throw new LiveChatAiRefusal(Number(assumptions.quotaSpent), 'The message quota of this month is spent.');
	}
	state.setMessageUnits(state.messageUnits - units);
}

function say(
	conversation: Conversation,
	parts: Pick<Message, 'role' | 'content'> & Partial<Message>,
	{ state }: Call,
): Message {
	const createdAt = state.clock.next();
	return addMessage(conversation, {
		id: state.newId('msg'),
		type: 'TEXT',
		source: [],
		agent: null,
		createdAt,
		...parts,
	});
}

function judge(conversation: Conversation, { question, messageType }: Sent, ai: AiAnswer | undefined): void {
	if (messageType === 'IMAGE') return;
	conversation.sentiment = sentimentOf(question);
	conversation.topic = topicOf(question);
	if (ai !== undefined) conversation.resolutionStatus = resolutionOf(question, ai.isAnswered);
}

/** What the AI did not know becomes a suggestion (section 6.5). */
function suggest(
	{ id: chatId, agentId, topic }: Conversation,
	question: Message,
	answer: Message,
	{ state }: Call,
): void {
	state.suggestions.put({
		id: answer.id,
		agentId,
		userMessage: { id: question.id, text: question.content },
		aiMessage: { id: answer.id, text: answer.content },
		evaluationTag: 'OUT_OF_CONTEXT',
		potentialGap: `The knowledge has no answer to "${question.content}".`,
		suggestedImprovement: `Add a question and answer about ${topic.toLowerCase()}.`,
		chatId,
		createdAt: answer.createdAt,
		isDismissed: false,
	});
}

interface Turn {
	conversation: Conversation;
	question: Message;
	answer: Message | undefined;
	ai: AiAnswer | undefined;
	sent: Sent;
}

function shown({ conversation, question, answer, ai, sent }: Turn, { assumptions }: Call): Answer {
	const spoken = ai && (sent.responseFormat === 'PLAIN' ? withoutMarks(ai.markdown) : ai.markdown);
	const envelope = success(
		{
			conversationId: conversation.id,
			contactId: conversation.contactId,
			response: spoken ?? (assumptions.takenOver === 'null' ? null : ''),
			messageId: question.id,
			responseMessageId: answer?.id ?? null,
			links: ai?.links ?? [],
		},
		'Message sent successfully.',
	);
	return sent.streaming && assumptions.streaming === 'eventStream' ? asEvents(spoken ?? '', envelope) : envelope;
}

/** A guess at the wire format of streaming (section 7): pieces of text, then the ordinary envelope. */
function asEvents(spoken: string, envelope: Answer): Answer {
	const pieces = spoken.split(/(?<= )/).map((piece) => `data: ${JSON.stringify(piece)}\n\n`);
	const body = `${pieces.join('')}data: ${JSON.stringify(envelope.json)}\n\n`;
	return { status: 200, raw: { contentType: 'text/event-stream', body } };
}
