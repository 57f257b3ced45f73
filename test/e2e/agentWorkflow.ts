import type { INodeParameters } from 'n8n-workflow';

import type { CredentialToImport } from '../../sandbox/n8n/credentials.ts';
import { chatModelKey, type ChatModelSimulator } from '../../sandbox/simulators/chatModel/index.ts';
import { credentialReferences } from './host.ts';

const modelCredential = { id: 'sandboxChatModel', name: 'Chat model sandbox' };

/** n8n's credential for the scripted model. */
export function chatModelCredential(model: ChatModelSimulator): CredentialToImport {
	return {
		...modelCredential,
		type: 'openAiApi',
		data: { apiKey: chatModelKey, url: `${model.url}/v1`, header: false },
	};
}

export interface ToolNode {
	/** The tool's name for the model too, with underscores for spaces. */
	readonly name: string;
	/** Type of the node, for example liveTokTool. */
	readonly node: string;
	readonly parameters: INodeParameters;
}

/** A workflow whose AI agent is asked once, and may call one tool. */
export function agentWorkflow({ name, node, parameters }: ToolNode): object {
	const tool = { name, type: `n8n-nodes-customer-engagement.${node}`, typeVersion: 1, parameters };
	return {
		name: `Agent with ${name}`,
		nodes: [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
			{
				name: 'Agent',
				type: '@n8n/n8n-nodes-langchain.agent',
				typeVersion: 3.1,
				parameters: { promptType: 'define', text: 'Help this customer.', options: {} },
			},
			{
				name: 'Model',
				type: '@n8n/n8n-nodes-langchain.lmChatOpenAi',
				typeVersion: 1.3,
				parameters: {
					model: { __rl: true, mode: 'id', value: 'scripted' },
					responsesApiEnabled: false,
					options: {},
				},
				credentials: { openAiApi: modelCredential },
			},
			{ ...tool, credentials: credentialReferences },
		].map((entry, column) => ({ ...entry, id: `node-${column}`, position: [column * 200, 0] })),
		connections: {
			Start: { main: [[{ node: 'Agent', type: 'main', index: 0 }]] },
			Model: { ai_languageModel: [[{ node: 'Agent', type: 'ai_languageModel', index: 0 }]] },
			[name]: { ai_tool: [[{ node: 'Agent', type: 'ai_tool', index: 0 }]] },
		},
		settings: { executionOrder: 'v1' },
	};
}

/** A field that the model fills in, as the editor's button writes it, with what the user says about it. */
export function fromAi(key: string, description: string): string {
	return `={{ $fromAI('${key}', \`${description}\`, 'string') }}`;
}
