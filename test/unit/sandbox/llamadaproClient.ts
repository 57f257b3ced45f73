import { sandboxKey, startLlamadaProSimulator } from '../../../sandbox/simulators/llamadapro/index.ts';
import type {
	LlamadaProSimulator,
	LlamadaProSimulatorOptions,
	Operation,
} from '../../../sandbox/simulators/llamadapro/index.ts';

/** The fields of every kind of answer; a test reads those its own answer has. */
export interface ReplyBody {
	[field: string]: unknown;
	code: number;
	error: string;
	details: Record<string, { message: string; value?: unknown }>;
	items: Array<Record<string, unknown> & { id: number }>;
	nextPageToken?: string | null;
	totalCount?: number;
	id: number;
	status: string;
	url: string;
}

export interface Reply {
	status: number;
	headers: Headers;
	body: ReplyBody;
}

/** The simulator of the running test; each test file has its own. */
export let simulator: LlamadaProSimulator;

/** Starts the simulator of this test; it is closed when the test ends. */
export async function start(options: LlamadaProSimulatorOptions = {}): Promise<void> {
	simulator = await startLlamadaProSimulator(options);
}

afterEach(() => simulator.close());

/** One request with a JSON body; text is sent as it is. */
export async function call(method: string, path: string, json?: unknown, key: string = sandboxKey): Promise<Reply> {
	const response = await fetch(simulator.url + path, {
		method: method.toUpperCase(),
		headers: { 'x-api-key': key, 'Content-Type': 'application/json' },
		body: json === undefined || typeof json === 'string' ? json : JSON.stringify(json),
	});
	const text = await response.text();
	const body = (text === '' ? {} : JSON.parse(text)) as ReplyBody;
	return { status: response.status, headers: response.headers, body };
}

/** One request of an operation; `at` replaces what stands for ids in its path, query included. */
export async function operate(operation: Operation, at: Record<string, string>, json?: unknown): Promise<Reply> {
	const path = operation.path.replaceAll(/:(\w+)/g, (_all, name: string) => at[name] ?? '1');
	return call(operation.method, path + (at.query ?? ''), json);
}

export const ids = (reply: Reply): number[] => reply.body.items.map(({ id }) => id);

export const contacts = '/api/v1/contacts';
export const tasks = '/api/v1/tasks';
export const calls = '/api/v1/calls';
export const conversations = '/api/v1/conversations';
export const definitions = '/api/v1/custom-fields/definitions';
export const whatsapp = '/api/v1/messaging/whatsapp/messages';

export const task = {
	context: { conversationId: 1 },
	objective: 'Call back',
	createdBy: { type: 'user', id: '101' },
	assignedTo: { type: 'user', id: '102' },
};
export const bridge = { from: '+56225550000', to: '+56911112222' };
export const text = {
	fromPhoneNumber: '+56225550000',
	toPhoneNumber: '+56911112222',
	content: 'Hello',
	type: 'text',
};
export const template = {
	fromPhoneNumber: '+56225550000',
	toPhoneNumber: '+56911112222',
	templateName: 'order_update',
	languageCode: 'es',
};
export const upload = {
	fromPhoneNumber: '+56225550000',
	fileName: 'a.txt',
	contentType: 'text/plain',
	content: 'aGVsbG8=',
};
