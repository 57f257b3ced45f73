import { findByPhone } from './contactEntity.ts';
import { notFound } from './errors.ts';
import { callSteps } from './outcomes.ts';
import { recordCall } from './recordingEntity.ts';
import type { LlamadaProState } from './state.ts';

/** A call as every answer has it (section 6). */
export interface Call {
	readonly id: number;
	readonly tenantId: string;
	readonly providerId: string | null;
	readonly providerName: string | null;
	readonly funnelConversationId: number | null;
	readonly sessionId: number | null;
	readonly userId: number | null;
	readonly contactId: number | null;
	readonly opportunityId: number | null;
	readonly analysisConfigId: number | null;
	readonly teamId: number | null;
	readonly from: string;
	readonly to: string;
	readonly redirectedTo: string | null;
	readonly duration: number | null;
	readonly direction: string;
	readonly status: string;
	readonly startTime: string;
	readonly metadata: unknown;
	readonly customData: unknown;
	readonly agentScore: number | null;
	readonly category: string | null;
	readonly createdAt: string;
	readonly updatedAt: string;
	readonly lastUpdateSequence: number;
}

/** The company's own number, which calls come from when the request does not say. */
export const ownNumber = '+56225559999';

/** Length of every completed call, in seconds. */
const callSeconds = 42;

/** Stores a call; what is not given is null, except the moment and an outgoing direction. */
export function createCall(
	fields: Partial<Omit<Call, 'id' | 'tenantId' | 'lastUpdateSequence'>> & Pick<Call, 'from' | 'to' | 'status'>,
	state: LlamadaProState,
): Call {
	const now = state.timestamp();
	const call = state.calls.put({
		providerId: null,
		providerName: null,
		funnelConversationId: null,
		sessionId: null,
		userId: null,
		contactId: findByPhone(fields.direction === 'incoming' ? fields.from : fields.to, state)?.id ?? null,
		opportunityId: null,
		analysisConfigId: null,
		teamId: null,
		redirectedTo: null,
		duration: null,
		direction: 'outgoing',
		startTime: now,
		metadata: null,
		customData: null,
		agentScore: null,
		category: null,
		createdAt: now,
		updatedAt: now,
		...fields,
		id: state.calls.nextId(),
		tenantId: state.tenantId,
		lastUpdateSequence: 1,
	});
	state.announce({ resource: 'Call', action: 'create', id: call.id });
	return call;
}

/** Stores a call that the simulator carries on: queued now, further with every step (section 9). */
export function startCall(fields: Parameters<typeof createCall>[0], state: LlamadaProState): Call {
	const call = createCall(fields, state);
	state.callSteps.set(call.id, callSteps(call.to, state.outcomes));
	return call;
}

/** Takes a call one step further; an ended or logged call stays as it is. */
export function advanceCall(id: number, state: LlamadaProState): Call {
	const call = requireCall(id, state);
	const [status, ...later] = state.callSteps.get(id) ?? [];
	if (status === undefined) return call;
	state.callSteps.set(id, later);
	const completed = status === 'completed';
	const ended = later.length === 0;
	const changed = state.calls.put({
		...call,
		status,
		duration: ended ? (completed ? callSeconds : 0) : null,
		updatedAt: state.timestamp(),
		lastUpdateSequence: call.lastUpdateSequence + 1,
	});
	state.announce({ resource: 'Call', action: 'update', id });
	if (completed) recordCall(changed, state);
	return changed;
}

/** The call of this id, or a 404. */
export function requireCall(id: number, state: LlamadaProState): Call {
	const call = state.calls.get(id);
	if (call === undefined) throw notFound(`Call ${id}`);
	return call;
}
