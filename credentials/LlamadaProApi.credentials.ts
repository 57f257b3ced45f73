import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { assertSafeForCredentials } from '../nodes/shared/http/baseUrl';

export class LlamadaProApi implements ICredentialType {
	name = 'llamadaProApi';

	displayName = 'LlamadaPro API';

	icon: Icon = { light: 'file:../icons/llamadapro.svg', dark: 'file:../icons/llamadapro.dark.svg' };

	documentationUrl = 'https://docs.llamadapro.app/docs/api';

	properties: INodeProperties[] = [
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'The key from the API settings of your LlamadaPro account',
		},
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://api.llamadapro.app',
			description:
				'Address of the API. LlamadaPro does not document it: look in the API settings of your account or ask its support. An ending / or /api makes no difference.',
		},
		{
			displayName: 'Header Name',
			name: 'headerName',
			type: 'string',
			default: 'x-api-key',
			description:
				'Name of the header that carries the key. LlamadaPro does not document it: if the test fails, ask its support, or try Authorization with the value prefix Bearer.',
		},
		{
			displayName: 'Value Prefix',
			name: 'valuePrefix',
			type: 'string',
			default: '',
			placeholder: 'e.g. Bearer',
			description: 'Text before the key in the header, separated from it by a space. Leave it empty unless LlamadaPro tells you otherwise.',
		},
		{
			displayName: 'Webhook Secret',
			name: 'webhookSecret',
			type: 'string',
			typeOptions: { password: true },
			default: '',
			description:
				'For the LlamadaPro Webhook Trigger, when it checks a secret: a long text of your choice that LlamadaPro sends with every call. Everything else works without it.',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/api$/, "") }}',
			url: '/api/v1/contacts',
			qs: { pageSize: 1 },
		},
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message: 'LlamadaPro does not accept the key. Check the key and the header name: the header is not documented by LlamadaPro.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 403, message: 'The API key works but may not read contacts. Check its permissions.' },
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no API at this address. Check the base URL: LlamadaPro does not document it.' },
			},
		],
	};

	/** Adds the key; refuses to send it over an unprotected connection, from whichever node the request comes. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		assertSafeForCredentials(request);
		const prefix = (credentials.valuePrefix as string | undefined)?.trim() ?? '';
		const header = (credentials.headerName as string | undefined)?.trim() || 'x-api-key';
		const key = credentials.apiKey as string;
		return { ...request, headers: { ...request.headers, [header]: prefix === '' ? key : `${prefix} ${key}` } };
	}
}
