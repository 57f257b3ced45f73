import {
	sandboxJwt,
	sandboxWidgetToken,
	seededIds,
	startAutochatSimulator,
	tenantIds,
} from '../../../sandbox/simulators/autochat/index.ts';
import type {
	AutochatSimulator,
	AutochatSimulatorOptions,
	RouteName,
} from '../../../sandbox/simulators/autochat/index.ts';

/** The fields of every kind of answer; a test reads those its own answer has. */
export interface ReplyBody {
	[field: string]: unknown;
	success: boolean;
	error: unknown;
	conversationId: string;
	conversation_id: string;
	message_id: string;
	is_new_conversation: boolean;
	message: string;
	config: Record<string, unknown>;
	conversations: Array<{ id: string; channel_identifier: string }>;
}

export interface Reply {
	status: number;
	headers: Headers;
	text: string;
	body: ReplyBody;
}

/** The simulator of the running test; each test file has its own. */
export let simulator: AutochatSimulator;

/** Starts the simulator of this test; it is closed when the test ends. */
export async function start(options: AutochatSimulatorOptions = {}): Promise<void> {
	simulator = await startAutochatSimulator(options);
}

afterEach(() => simulator.close());

/** One request with a JSON body; text is sent as it is. `headers` come on top of the right token and the type. */
export async function call(
	method: string,
	path: string,
	json?: unknown,
	headers: Record<string, string | undefined> = {},
): Promise<Reply> {
	const token = path.startsWith('/api/sms') ? sandboxJwt : sandboxWidgetToken;
	const all = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers };
	const response = await fetch(simulator.url + path, {
		method,
		headers: Object.fromEntries(
			Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
		),
		body: json === undefined || typeof json === 'string' ? json : JSON.stringify(json),
	});
	const text = await response.text();
	const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true;
	const body = (isJson ? JSON.parse(text) : {}) as ReplyBody;
	return { status: response.status, headers: response.headers, text, body };
}

export const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });

/** A path of a widget. */
export const widget = (route: string, tenantId: string = tenantIds.sandbox) => `/api/widgets/${tenantId}/${route}`;
export const sms = '/api/sms/conversations';

/** A message to the chat; `more` replaces fields. */
export const say = (more: Record<string, unknown> = {}, tenantId?: string, headers = {}) =>
	call('POST', widget('chat', tenantId), { ...chat, ...more }, headers);

export const chat = { sessionId: 'session_1', message: 'Hi there' };
export const text = { phone_number: '+15559990001', message: 'Your order is ready' };

/** For each route a request that works. */
export const samples: Record<RouteName, { method: string; path: string; json?: unknown }> = {
	sendChat: { method: 'POST', path: widget('chat'), json: chat },
	trackEvent: { method: 'POST', path: widget('track'), json: { sessionId: 'session_1', event: 'widget_opened' } },
	startVoice: { method: 'POST', path: widget('voice/start'), json: { sessionId: 'session_1' } },
	getConfig: { method: 'GET', path: widget('config') },
	startSms: { method: 'POST', path: `${sms}/start`, json: text },
	sendSms: { method: 'POST', path: `${sms}/${seededIds.firstSms}/messages`, json: { message: 'More' } },
	listSms: { method: 'GET', path: sms },
	setAiGuide: { method: 'PUT', path: `${sms}/${seededIds.firstSms}/ai-guide`, json: { ai_guide: 'Be brief' } },
};
