import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { assertSafeForCredentials } from '../nodes/shared/http/baseUrl';
import { CredentialRefusal } from '../nodes/shared/http/credentialRefusal';

/** The Origin header as a browser would send it: no path, no trailing slash. Undefined when the field is empty. */
function readOrigin(value: unknown): string | undefined {
	const text = typeof value === 'string' ? value.trim() : '';
	if (text === '') return undefined;
	if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return new URL(text).origin;
	throw new CredentialRefusal(
		'The origin in the Autochat credential is not a web address. Enter the site as https://www.example.com, or leave the field empty.',
	);
}

export class AutochatWidgetApi implements ICredentialType {
	name = 'autochatWidgetApi';

	displayName = 'Autochat Widget API';

	icon: Icon = { light: 'file:../icons/autochat.svg', dark: 'file:../icons/autochat.dark.svg' };

	documentationUrl = 'https://docs.autoch.at/docs/chat-system/api-reference.html';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.autoch.at',
			description:
				'Address of your Autochat, as the widget’s apiUrl shows it. It has to start with https://. An ending / or /api makes no difference.',
		},
		{
			displayName: 'Tenant ID',
			name: 'tenantId',
			type: 'string',
			required: true,
			default: '',
			description: 'The tenantId in the widget’s embed code. Autochat’s API calls it the widget ID too.',
		},
		{
			displayName: 'Widget Token',
			name: 'widgetToken',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'In Autochat: Settings > Branding > Chat Widget. A token lasts 30 days unless set otherwise: then make a new one there.',
		},
		{
			displayName: 'Origin',
			name: 'origin',
			type: 'string',
			default: '',
			placeholder: 'e.g. https://www.example.com',
			description:
				'Only if Autochat has a list of allowed domains: one of them. It is sent as the Origin header; which header Autochat checks is not documented.',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/api$/, "") }}',
			url: '=/api/widgets/{{ encodeURIComponent($credentials.tenantId.trim()) }}/config',
		},
		// n8n reads rules of both kinds from one list; its type has lists of one kind only.
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Autochat does not accept the widget token. It may have expired, or belong to another tenant. Make a new one in Settings > Branding > Chat Widget.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message:
						'The site is not on Autochat’s list of allowed domains. Enter one of the list as Origin, or change the list in Settings > Branding > Chat Widget.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 404,
					message: 'Autochat knows no widget with this tenant ID. Check the tenant ID and the base URL.',
				},
			},
			{
				type: 'responseSuccessBody',
				properties: {
					key: 'success',
					value: false,
					message: 'Autochat refused. Check the tenant ID and the widget token.',
				},
			},
		] as ICredentialTestRequest['rules'],
	};

	/** Adds the token and the origin; refuses an unprotected connection, from whichever node the request comes. */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		assertSafeForCredentials(request);
		const origin = readOrigin(credentials.origin);
		const headers = {
			...request.headers,
			Authorization: `Bearer ${credentials.widgetToken as string}`,
			...(origin === undefined ? {} : { Origin: origin }),
		};
		return { ...request, headers };
	}
}
