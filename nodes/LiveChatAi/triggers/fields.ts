import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { requiredName } from '../../shared/properties/text';
import { agentIdProperty } from '../actions/locators';

/** The AI agent that is watched. Every event has it. */
export const watchedAgent: INodeProperties = {
	...agentIdProperty,
	description: 'The AI agent (formerly chatbot) to watch; not a person of the team',
};

/** The schema of `watchedAgent`. */
export const agentParameters = z.object({ agentId: requiredName });

export type AgentParameters = z.infer<typeof agentParameters>;

const writers = ['anyone', 'visitor', 'aiAgent', 'human'] as const;

/** Whose messages count. By default the visitors': a workflow that answers must not answer itself. */
export const writtenBy: INodeProperties = {
	displayName: 'Written By',
	name: 'writtenBy',
	type: 'options',
	options: [
		{
			name: 'AI Agent (Unverified)',
			value: 'aiAgent',
			description: 'LiveChatAI does not document how it marks the messages of the AI; “assistant” is assumed',
		},
		{
			name: 'Anyone',
			value: 'anyone',
			description: 'A workflow that writes into the conversation is started by its own messages then',
		},
		{
			name: 'Human of the Team (Unverified)',
			value: 'human',
			description: 'LiveChatAI does not document how it marks the messages of people; “agent” is assumed',
		},
		{ name: 'Visitor', value: 'visitor' },
	],
	default: 'visitor',
	description: 'Whose messages start the workflow',
};

/** The schema of the fields of the message event. */
export const messageParameters = agentParameters.extend({ writtenBy: z.enum(writers).default('visitor') });

export type MessageParameters = z.infer<typeof messageParameters>;
