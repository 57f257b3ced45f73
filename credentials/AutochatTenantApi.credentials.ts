import type {
	ICredentialDataDecryptedObject,
	ICredentialTestRequest,
	ICredentialType,
	IHttpRequestOptions,
	Icon,
	INodeProperties,
} from 'n8n-workflow';

import { readDashboardToken } from '../nodes/Autochat/dashboardToken';
import { assertSafeForCredentials } from '../nodes/shared/http/baseUrl';
import { CredentialRefusal } from '../nodes/shared/http/credentialRefusal';

export class AutochatTenantApi implements ICredentialType {
	name = 'autochatTenantApi';

	displayName = 'Autochat Tenant API';

	icon: Icon = { light: 'file:../icons/autochat.svg', dark: 'file:../icons/autochat.dark.svg' };

	documentationUrl = 'https://docs.autoch.at/docs/chat-system/api-reference.html';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			default: 'https://app.autoch.at',
			description: 'Address of your Autochat. It has to start with https://. An ending / or /api makes no difference.',
		},
		{
			displayName: 'Dashboard Token (JWT)',
			name: 'jwt',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description:
				'The token of your session in the Autochat dashboard. It expires: sign in again then, and paste the new one here. Autochat does not document where to find it; in the browser’s developer tools (Network), it is what follows Bearer in the Authorization header of the dashboard’s own requests.',
		},
	];

	test: ICredentialTestRequest = {
		request: {
			baseURL: '={{ $credentials.baseUrl.trim().replace(/\\/+$/, "").replace(/\\/api$/, "") }}',
			url: '/api/sms/conversations',
			qs: { limit: 1 },
		},
		// n8n reads rules of both kinds from one list; its type has lists of one kind only.
		rules: [
			{
				type: 'responseCode',
				properties: {
					value: 401,
					message:
						'Autochat does not accept this token, although it has not expired. Sign in to the Autochat dashboard again and copy the new token.',
				},
			},
			{
				type: 'responseCode',
				properties: {
					value: 403,
					message: 'The token works but may not read SMS conversations. Use the token of a user with another role.',
				},
			},
			{
				type: 'responseCode',
				properties: { value: 404, message: 'There is no SMS API at this address. Check the base URL.' },
			},
			{
				type: 'responseSuccessBody',
				properties: { key: 'success', value: false, message: 'Autochat refused. Check the token and the base URL.' },
			},
		] as ICredentialTestRequest['rules'],
	};

	/**
	 * Adds the token; refuses an unprotected connection and a token that is none or has expired, from whichever node the
	 * request comes. So the credential's test says when the token expired.
	 */
	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		assertSafeForCredentials(request);
		const read = readDashboardToken(credentials.jwt, Date.now());
		if ('problem' in read) throw new CredentialRefusal(read.problem);
		return { ...request, headers: { ...request.headers, Authorization: `Bearer ${read.token}` } };
	}
}
