import type { ITriggerFunctions } from 'n8n-workflow';

import { openAccount } from '../../shared/http/account';
import { openClient } from '../../shared/http/client';
import { type Clock, hostClock } from '../../shared/http/clock';
import { RequestFailure } from '../../shared/http/failure';
import { defaultRetryPolicy } from '../../shared/http/retry';
import type { Diagnosis, SignIn, SocketProtocol } from '../../shared/triggers/socket/protocol';
import { autochatTenant, routes, tenantSocketPath } from '../api';
import { readDashboardToken } from '../dashboardToken';
import { readFrame } from './frames';

/** How long the question by HTTP may take. */
const diagnosisWithinMs = 15_000;

const trouble = (message: string, description: string): Diagnosis => ({
	kind: 'trouble',
	failure: new RequestFailure({ message, description, outcome: 'failed' }),
});

/** Section 5: the token goes into the first frame, not into the URL or a header. */
async function signIn(host: ITriggerFunctions, clock: Clock): Promise<SignIn> {
	const { baseUrl } = await openAccount(host, autochatTenant, {}, clock);
	const { jwt } = await host.getCredentials(autochatTenant.credentialType);
	const read = readDashboardToken(jwt, clock.now());
	if ('problem' in read) {
		throw new RequestFailure({
			message: 'The Autochat credential cannot be used',
			description: read.problem,
			outcome: 'notSent',
		});
	}
	const url = `${baseUrl.replace(/^http/, 'ws')}${tenantSocketPath}`;
	return { url, firstFrame: JSON.stringify({ type: 'auth', token: read.token }) };
}

/** Section 5, rule 3. What such a frame says besides is not documented. */
function refusal(said: string | undefined): RequestFailure {
	const { message = '', advice } = autochatTenant.statusHints[401] ?? { advice: '' };
	const words = said === undefined || said === '' ? '' : ` Autochat says: ${said}`;
	return new RequestFailure({ message, description: `${advice}${words}`, outcome: 'failed' });
}

/** The only documented question that changes nothing and takes the dashboard's token: the SMS conversations. */
async function diagnose(host: ITriggerFunctions, clock: Clock, wasOpen: boolean): Promise<Diagnosis> {
	try {
		const retry = { ...defaultRetryPolicy, tries: 1, waitBudgetMs: 0 };
		const client = await openClient(host, autochatTenant, { timeoutMs: diagnosisWithinMs, retry }, clock);
		await client.request(routes.listSmsConversations, { query: { limit: 1 } });
	} catch (error) {
		if (!(error instanceof RequestFailure)) return trouble('Autochat could not be asked', String(error));
		if (error.details.status === 401) return { kind: 'dead', failure: error };
		// It has answered: how it likes the question says nothing about the live connection.
		if (error.details.status === undefined) return { kind: 'trouble', failure: error };
	}
	return wasOpen
		? trouble(
				'Autochat ended the live connection right after the sign-in',
				'It gave no reason. If this goes on, sign in to the Autochat dashboard again and paste the new token into the credential.',
			)
		: trouble(
				'Autochat answers, but its live connection could not be opened',
				`The address is ${tenantSocketPath}, below the base URL of the credential. A proxy or a firewall on the way may not let WebSockets through: n8n’s own proxy settings do not apply to them.`,
			);
}

/** The tenant's WebSocket of Autochat (section 5). */
export function tenantSocket(host: ITriggerFunctions, clock: Clock = hostClock): SocketProtocol {
	return {
		vendor: autochatTenant.name,
		signIn: async () => await signIn(host, clock),
		read: readFrame,
		refusal,
		diagnose: async (wasOpen) => await diagnose(host, clock, wasOpen),
	};
}
