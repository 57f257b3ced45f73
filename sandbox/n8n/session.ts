import { z } from 'zod';

/** The person who signs in to the sandbox's n8n. The password satisfies n8n's rules: 8 characters, a digit, a capital. */
export const sandboxOwner = {
	email: 'owner@sandbox.example',
	firstName: 'Sandbox',
	lastName: 'Owner',
	password: 'Sandbox-2026',
};

export type Owner = typeof sandboxOwner;

/** n8n refused a request. The message says which request and what n8n answered. */
export class N8nApiError extends Error {
	override readonly name = 'N8nApiError';
	/** HTTP status. */
	readonly status: number;
	/** The text n8n gives as the reason, alone. */
	readonly reason: string;

	constructor(method: string, path: string, status: number, reason: string) {
		super(`n8n answered ${method} ${path} with ${status}: ${reason}`);
		this.status = status;
		this.reason = reason;
	}
}

export interface Session {
	/** Base URL of n8n, without a slash at the end. */
	readonly url: string;
	/** Value of the `Cookie` header that carries the sign-in: for a browser or a request of one's own. */
	readonly cookie: string;
	/**
	 * Sends a request as the signed-in owner. Paths under `/rest` answer `{ data }`: its content is what is checked.
	 * @throws {N8nApiError} for every status that is not 2xx; an Error when the answer has another shape.
	 */
	request<T>(method: string, path: string, shape: Shape<T>, body?: unknown): Promise<T>;
}

/** What an answer has to look like. */
export type Shape<T> = z.ZodType<T, z.ZodTypeDef, unknown>;

const settingsShape = z.object({ userManagement: z.object({ showSetupOnFirstLoad: z.boolean() }) });
const reasonShape = z.object({ message: z.string() });
const envelopeShape = z.object({ data: z.unknown() });

/**
 * Signs in to n8n, and makes the owner first when there is none yet.
 * @throws {N8nApiError} when the instance belongs to another owner.
 */
export async function signIn(url: string, owner: Owner = sandboxOwner): Promise<Session> {
	const settings = settingsShape.parse(unwrap('/rest/settings', (await send(url, 'GET', '/rest/settings')).answer));
	const { setCookie } = settings.userManagement.showSetupOnFirstLoad
		? await send(url, 'POST', '/rest/owner/setup', owner)
		: await send(url, 'POST', '/rest/login', { emailOrLdapLoginId: owner.email, password: owner.password });
	const cookie = setCookie.map((line) => line.split(';', 1)[0]).join('; ');
	return {
		url,
		cookie,
		async request(method, path, shape, body) {
			const { answer } = await send(url, method, path, body, cookie);
			const checked = shape.safeParse(unwrap(path, answer));
			if (checked.success) return checked.data;
			throw new Error(`n8n answered ${method} ${path} with something unexpected: ${checked.error.message}`);
		},
	};
}

async function send(url: string, method: string, path: string, body?: unknown, cookie = '') {
	const response = await fetch(url + path, {
		method,
		headers: { 'content-type': 'application/json', cookie },
		...(body === undefined ? {} : { body: JSON.stringify(body) }),
	});
	const text = await response.text();
	const answer = parseJson(text);
	if (!response.ok) {
		const reason = reasonShape.safeParse(answer).data?.message ?? text.slice(0, 300);
		throw new N8nApiError(method, path, response.status, reason);
	}
	return { answer, setCookie: response.headers.getSetCookie() };
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** Files such as /types/nodes.json are not wrapped; a list with a count is `{ data, count }`. */
function unwrap(path: string, answer: unknown): unknown {
	return path.startsWith('/rest/') ? envelopeShape.parse(answer).data : answer;
}
