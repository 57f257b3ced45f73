import { z } from 'zod';

import { anyMap, anything, dateTime, flag, number, numericId, text } from './common';

/** Section 5.1. */
export const localizations = ['CL', 'MX', 'CO', 'PE', 'US'] as const;
/** Section 5.1. */
export const providers = ['vapi'] as const;
/** Section 5.8 and 6. */
export const callDirections = ['outgoing', 'incoming'] as const;

/** Section 5.33, request: v1, a voice agent that is set up in LlamadaPro. */
export const agentCall = z.object({
	voiceAgentId: z.number(),
	to: z.string(),
	/** ASSUMPTION: a free map. */
	contextVariables: anyMap,
	customData: anyMap.optional(),
});

/** Section 5.1, request: v2, the whole brief. */
export const agentCallWithBrief = z.object({
	toPhoneNumber: z.string(),
	fromPhoneNumber: z.string().optional(),
	objectives: z.array(z.string()).min(1),
	userId: z.number().optional(),
	personality: z
		.object({
			name: z.string().optional(),
			communicationStyle: z.string().optional(),
			customTraits: z.string().optional(),
		})
		.optional(),
	localization: z.enum(localizations).optional(),
	constraints: z.array(z.string()).optional(),
	contactInfo: z
		.object({
			firstName: z.string().optional(),
			lastName: z.string().optional(),
			company: z.string().optional(),
			additionalInfo: z.record(z.string()).optional(),
		})
		.optional(),
	knowledgeBase: z.string().optional(),
	taskSteps: z.array(z.string()).optional(),
	maxDurationSeconds: z.number().optional(),
	silenceTimeoutSeconds: z.number().optional(),
	customData: anyMap.optional(),
	provider: z.enum(providers).optional(),
	providerConfig: anyMap.optional(),
});

/** Section 5.32, request. ASSUMPTION: the name `providerData`; the reference lost it. */
export const bridgeCall = z.object({
	from: z.string(),
	to: z.string(),
	providerData: anyMap.optional(),
	callCustomData: anyMap.optional(),
});

/** Section 5.34, request. `userId` and `duration` have to be sent, null is allowed. */
export const loggedCall = z.object({
	status: z.string(),
	userId: z.number().nullable(),
	metadata: z.unknown(),
	providerId: z.string().optional(),
	providerName: z.string().optional(),
	customData: z.unknown(),
	funnelConversationId: z.number().optional(),
	sessionId: z.number().optional(),
	from: z.string(),
	to: z.string(),
	redirectedTo: z.string().nullish(),
	duration: z.number().nullable(),
	direction: z.string(),
	startTime: z.string(),
	teamId: z.number().nullish(),
});

/** Section 6, Call. `status` is a free string. */
export const callSchema = z
	.object({
		id: numericId,
		status: text,
		direction: text,
		from: text,
		to: text,
		redirectedTo: text,
		startTime: dateTime,
		duration: number,
		contactId: number,
		userId: number,
		teamId: number,
		funnelConversationId: number,
		sessionId: number,
		opportunityId: number,
		analysisConfigId: number,
		agentScore: number,
		category: text,
		customData: anything,
		metadata: anything,
		providerId: text,
		providerName: text,
		lastUpdateSequence: number,
		createdAt: dateTime,
		updatedAt: dateTime,
		tenantId: text,
	})
	.passthrough();

/** Section 6, Recording: what is known about the audio, which is behind `url`. */
export const recordingSchema = z
	.object({
		id: numericId,
		callId: number,
		url: text,
		duration: number,
		dualChannel: flag,
		startTime: dateTime,
		providerId: text,
		providerName: text,
		callProviderId: text,
		callProviderName: text,
		createdAt: dateTime,
		updatedAt: dateTime,
		tenantId: text,
	})
	.passthrough();

/** Section 5.8, request. */
export const recordingToLoad = z.object({
	userId: z.number(),
	url: z.string(),
	callTo: z.string().optional(),
	callFrom: z.string().optional(),
	callDirection: z.enum(callDirections).optional(),
	callStartTime: z.string().optional(),
});

/** Section 6, Transcription. */
export const transcriptionSchema = z
	.object({
		id: numericId,
		recordingId: number,
		text,
		url: text,
		providerId: text,
		providerName: text,
		createdAt: dateTime,
		updatedAt: dateTime,
		tenantId: text,
	})
	.passthrough();

export type Call = z.infer<typeof callSchema>;
export type Recording = z.infer<typeof recordingSchema>;
export type Transcription = z.infer<typeof transcriptionSchema>;
