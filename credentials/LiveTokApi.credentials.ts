import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { assertSafeForCredentials } from '../nodes/shared/http/baseUrl';

export class LiveTokApi implements ICredentialType {
	name = 'liveTokApi';

	displayName = 'LiveTok API';

	icon: Icon = { light: 'file:../icons/livetok.svg', dark: 'file:../icons/livetok.dark.svg' };

	documentationUrl = 'https://docs.livetok.ai/developers/api';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'In LiveTok: Settings > API > Generate API Key. A test key (sk_test_…) sends nothing for real and sees test data only.',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.livetok.ai/v1',
			description: 'Address of the API. Change it only if LiveTok tells you to. It has to start with https://.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For the LiveTok Trigger, when it checks signatures: the secret that LiveTok shows for the webhook. Everything else works without it. LiveTok does not document whether it signs webhooks.',
		},
	];

	test: ICredentialTestRequest = {
		request: { baseURL: '={{ $credentials.baseUrl }}', url: '/knowledge', qs: { limit: 1 } },
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'LiveTok does not accept this API key. Make a new one in Settings > API > Generate API Key.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The API key works but may not read the knowledge base. Check its permissions.',
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
