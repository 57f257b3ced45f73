import { readToken } from '../shared/http/jwt';

const getNewOne =
	'Sign in to the Autochat dashboard, copy the new token from your session, and paste it into the credential.';

/**
 * The token of a dashboard session (section 2b), if it can be used: a JWT that says nothing of being expired; otherwise a
 * text for the user. `now` in milliseconds since the Unix epoch.
 */
export function readDashboardToken(value: unknown, now: number): { token: string } | { problem: string } {
	const token = typeof value === 'string' ? value : '';
	const claims = readToken(token);
	if (claims === undefined) {
		return {
			problem: `The dashboard token is not a JWT: three parts joined by dots, mostly beginning with eyJ, without the word Bearer and without spaces. ${getNewOne}`,
		};
	}
	if (claims.expiresAt === undefined || claims.expiresAt > now) return { token };
	const date = new Date(claims.expiresAt);
	const time = Number.isNaN(date.getTime())
		? 'long ago'
		: `on ${date.toISOString().slice(0, 16).replace('T', ' at ')} UTC`;
	return { problem: `The dashboard token expired ${time}. ${getNewOne}` };
}
