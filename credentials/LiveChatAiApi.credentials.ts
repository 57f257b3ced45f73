import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { assertSafeForCredentials } from '../nodes/shared/http/baseUrl';

export class LiveChatAiApi implements ICredentialType {
	name = 'liveChatAiApi';

	displayName = 'LiveChatAI API';

	icon: Icon = { light: 'file:../icons/livechatai.svg', dark: 'file:../icons/livechatai.dark.svg' };

	documentationUrl = 'https://api.livechatai.com/api-reference-v2/introduction';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'Keys are made and managed in the LiveChatAI dashboard. A key may do much: give it to nobody who should not read every conversation of the workspace.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.livechatai.com/api/v2',
			description: 'Address of the API. Change it only if LiveChatAI tells you to. It has to start with https://.',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "") }}',
			url: '/agents',
			qs: { limit: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'LiveChatAI does not accept this API key. Copy it again, or make a new one, in the LiveChatAI dashboard.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The API key works but may not list AI agents. Check its permissions in the LiveChatAI dashboard.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'There is no API at this address. The base URL usually is https://app.livechatai.com/api/v2.',
				},
			},
		],
	};

	/** Adds the key; refuses to send it over an unprotected connection, from whichever node the request comes. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		assertSafeForCredentials(request);
		return { ...request, headers: { ...request.headers, Authorization: `Bearer ${credentials.apiKey as string}` } };
	}
}
