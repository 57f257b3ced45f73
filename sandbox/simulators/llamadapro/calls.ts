import { z } from 'zod';
import { advanceCall, createCall, ownNumber, requireCall, startCall } from './callEntity.ts';
import { notFound } from './errors.ts';
import type { Handlers } from './operationRoutes.ts';
import { requireRecordingOf, shownRecording, shownTranscription } from './recordingEntity.ts';
import { anyRequired, dateTime, freeObject, readBody, readId } from './schema.ts';

const nullableNumber = z.number().nullable();

const briefSchema = z.object({
	toPhoneNumber: z.string(),
	fromPhoneNumber: z.string().optional(),
	objectives: z.array(z.string()),
	userId: z.number().optional(),
	personality: freeObject.optional(),
	localization: z.enum(['CL', 'MX', 'CO', 'PE', 'US']).optional(),
	constraints: z.array(z.string()).optional(),
	contactInfo: freeObject.optional(),
	knowledgeBase: z.string().optional(),
	taskSteps: z.array(z.string()).optional(),
	maxDurationSeconds: z.number().optional(),
	silenceTimeoutSeconds: z.number().optional(),
	customData: freeObject.optional(),
	provider: z.enum(['vapi']).optional(),
	providerConfig: freeObject.optional(),
});

const agentSchema = z.object({
	voiceAgentId: z.number(),
	to: z.string(),
	contextVariables: freeObject,
	customData: freeObject.optional(),
});

const bridgeSchema = z.object({
	from: z.string(),
	to: z.string(),
	providerData: freeObject.optional(),
	callCustomData: freeObject.optional(),
});

const logSchema = z.object({
	status: z.string(),
	userId: nullableNumber,
	metadata: anyRequired,
	providerId: z.string().optional(),
	providerName: z.string().optional(),
	customData: z.unknown(),
	funnelConversationId: z.number().optional(),
	sessionId: z.number().optional(),
	from: z.string(),
	to: z.string(),
	redirectedTo: z.string().nullable().optional(),
	duration: nullableNumber,
	direction: z.string(),
	startTime: dateTime,
	teamId: nullableNumber.optional(),
});

/** The calls (sections 5.1 and 5.32 to 5.37). */
export const callHandlers: Handlers<
	| 'startAgentCallV2'
	| 'startBridgeCall'
	| 'startAgentCall'
	| 'createCall'
	| 'getCall'
	| 'getCallTranscription'
	| 'getCallRecording'
> = {
	startAgentCallV2: (request, state) => {
		const {
			toPhoneNumber: to,
			fromPhoneNumber: from = ownNumber,
			customData = null,
			...brief
		} = readBody(request, briefSchema);
		const { userId = null, ...metadata } = brief;
		return startCall({ status: 'queued', from, to, userId, customData, metadata, providerName: 'vapi' }, state);
	},

	startBridgeCall: (request, state) => {
		const { from, to, providerData = null, callCustomData = null } = readBody(request, bridgeSchema);
		return startCall(
			{ status: 'queued', from, to, metadata: providerData, customData: callCustomData, providerName: 'bridge' },
			state,
		);
	},

	startAgentCall: (request, state) => {
		const { to, customData = null, ...metadata } = readBody(request, agentSchema);
		return startCall({ status: 'queued', from: ownNumber, to, customData, metadata, providerName: 'vapi' }, state);
	},

	createCall: (request, state) => createCall(readBody(request, logSchema), state),

	getCall: (request, state, assumptions) => {
		const id = readId(request, 'callId');
		return assumptions.progress === 'perPoll' ? advanceCall(id, state) : requireCall(id, state);
	},

	getCallTranscription: (request, state) => {
		const { id } = requireCall(readId(request, 'callId'), state);
		const recording = requireRecordingOf(id, state);
		const transcription = state.transcriptions.all().find(({ recordingId }) => recordingId === recording.id);
		if (transcription === undefined) throw notFound(`A transcription of call ${id}`);
		return shownTranscription(transcription, state);
	},

	getCallRecording: (request, state) => {
		const { id } = requireCall(readId(request, 'callId'), state);
		return shownRecording(requireRecordingOf(id, state), state);
	},
};
