import type { Assumptions } from './assumptions.ts';
import { advanceCall, ownNumber, startCall } from './callEntity.ts';
import { createConversation } from './conversationEntity.ts';
import { advanceMessage, createMessage } from './messageEntity.ts';
import type { LlamadaProState } from './state.ts';

/** Conversations 1 to 5, of the contacts 1 to 5, in the funnels 1 and 2. */
export function seedConversations(state: LlamadaProState, assumptions: Assumptions): void {
	for (let contactId = 1; contactId <= 5; contactId += 1) {
		const funnelId = 1 + (contactId % 2);
		createConversation({ contactId, funnelId, funnelStatusId: funnelId * 10 }, state, assumptions);
	}
}

/** Call 1, completed with recording and transcription 1, and call 2, without an answer. */
export function seedCalls(state: LlamadaProState): void {
	const completed = startCall({ status: 'queued', from: ownNumber, to: '+56955510101', providerName: 'vapi' }, state);
	const missed = startCall({ status: 'queued', from: ownNumber, to: '+56955500002', providerName: 'vapi' }, state);
	for (const { id } of [completed, missed]) {
		while (state.callSteps.get(id)?.length) advanceCall(id, state);
	}
}

/** `msg_1`, read by contact 1. */
export function seedMessage(state: LlamadaProState): void {
	const message = createMessage(
		{
			from: ownNumber,
			to: '+56955510101',
			userId: '101',
			content: 'Hello',
			metadata: { type: 'text' },
			customFields: {},
		},
		state,
	);
	while (state.messageSteps.get(message.id)?.length) advanceMessage(message.id, state);
}
