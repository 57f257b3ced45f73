import {
	basePath,
	sandboxKey,
	startLiveChatAiSimulator,
	supportAgentId,
} from '../../../sandbox/simulators/livechatai/index.ts';
import type { LiveChatAiSimulator, LiveChatAiSimulatorOptions } from '../../../sandbox/simulators/livechatai/index.ts';

export type Json = Record<string, unknown>;

/** The parts of every kind of answer; a test reads those its own answer has. */
export interface ReplyBody extends Json {
	status: string;
	code?: string;
	message: string;
	data: Json & { conversationId: string; contactId: string; response: string | null };
	contactId: string;
}

export interface Reply {
	status: number;
	headers: Headers;
	body: ReplyBody;
	text: string;
}

/** The simulator of the running test; each test file has its own. */
export let simulator: LiveChatAiSimulator;

/** Starts the simulator of this test; it is closed when the test ends. */
export async function start(options: LiveChatAiSimulatorOptions = {}): Promise<void> {
	simulator = await startLiveChatAiSimulator(options);
}

afterEach(() => simulator.close());

/** One request with a JSON body; text is sent as it is. */
export async function call(method: string, path: string, json?: unknown, key: string = sandboxKey): Promise<Reply> {
	const response = await fetch(simulator.url + basePath + path, {
		method,
		headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
		body: json === undefined || typeof json === 'string' ? json : JSON.stringify(json),
	});
	const text = await response.text();
	const isJson = response.headers.get('Content-Type')?.startsWith('application/json') === true;
	const body = (isJson ? JSON.parse(text) : {}) as ReplyBody;
	return { status: response.status, headers: response.headers, body, text };
}

/** A GET about the seeded agent. */
export async function get(path: string, query = ''): Promise<Reply> {
	return call('GET', `${path}?agentId=${supportAgentId}&${query}`);
}

/** A visitor's message to the seeded agent. */
export async function send(question: string, more: Json = {}): Promise<Reply> {
	return call('POST', '/conversations', { question, agentId: supportAgentId, ...more });
}

/** What is at a path such as `data.items` of an answer. */
export function at(reply: Reply, path: string): unknown {
	return path.split('.').reduce<unknown>((parent, key) => (parent as Json | undefined)?.[key], reply.body);
}

/** The ids of the rows at a path. */
export function ids(reply: Reply, path: string): string[] {
	return (at(reply, path) as Array<{ id: string }>).map(({ id }) => id);
}
