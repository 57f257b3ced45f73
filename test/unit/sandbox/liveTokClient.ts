import { startLiveTokSimulator, testKey } from '../../../sandbox/simulators/livetok/index.ts';
import type { LiveTokSimulator, LiveTokSimulatorOptions } from '../../../sandbox/simulators/livetok/index.ts';

/** The fields of every kind of answer; a test reads those its own answer has. */
export interface ReplyBody {
	error: { code: string; message: string; param?: string };
	data: Array<{ id: string }>;
	has_more: boolean;
	entries: unknown[];
	tags: string[];
	created_at: string;
	updated_at: string;
	secret: string;
	template_parameters?: unknown;
}

export interface Reply {
	status: number;
	headers: Headers;
	body: ReplyBody;
}

/** The simulator of the running test; each test file has its own. */
export let simulator: LiveTokSimulator;

/** Starts the simulator of this test; it is closed when the test ends. */
export async function start(options: LiveTokSimulatorOptions = {}): Promise<void> {
	simulator = await startLiveTokSimulator(options);
}

afterEach(() => simulator.close());

/** One request with a JSON body; text is sent as it is. */
export async function call(method: string, path: string, json?: unknown, key: string = testKey): Promise<Reply> {
	const response = await fetch(simulator.url + path, {
		method,
		headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
		body: json === undefined || typeof json === 'string' ? json : JSON.stringify(json),
	});
	const answer = (await response.json()) as ReplyBody;
	return { status: response.status, headers: response.headers, body: answer };
}

export const ids = (reply: Reply): string[] => reply.body.data.map(({ id }) => id);

export const message = {
	to: '+1234567890',
	template_name: 'order_update',
	template_language: 'en_US',
};
export const text = { type: 'text', text: 'Ana' };
export const image = { type: 'image', image: { link: 'https://example.com/a.png' } };
export const document = {
	type: 'document',
	document: { link: 'https://example.com/a.pdf', filename: 'a.pdf' },
};
export const entry = { question: 'Q?', answer: 'A.', tags: ['faq'] };
export const webhook = { url: 'http://localhost:5678/webhook/x', events: ['session.begin'] };
export const send = '/v1/messages/templates';
