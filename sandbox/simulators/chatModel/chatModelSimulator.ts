import { type Answer, jsonAnswer } from '../answer.ts';
import type { RoutedRequest, SimulatorDefinition } from '../definition.ts';
import { type RunningSimulator, type SimulatorOptions, startSimulator } from '../simulator.ts';
import { chatRequestShape, ChatModelState, type ModelTurn } from './script.ts';

/** The key that the simulator takes. */
export const chatModelKey = 'sk-sandbox-chat-model';

export type ChatModelSimulator = RunningSimulator<ChatModelState>;

/**
 * Starts a chat model that says what a script tells it to, behind OpenAI's Chat Completions API on 127.0.0.1; its base
 * URL is `<url>/v1`. Answers in one piece only: streaming is refused.
 */
export async function startChatModelSimulator(options: SimulatorOptions = {}): Promise<ChatModelSimulator> {
	return await startSimulator(definition, options);
}

const definition: SimulatorDefinition<ChatModelState> = {
	name: 'Chat model',
	createState: () => new ChatModelState(),
	authenticate: ({ headers }) => (headers.authorization === `Bearer ${chatModelKey}` ? chatModelKey : refusal(401)),
	routes: [{ method: 'post', path: '/v1/chat/completions', handle: complete }],
	failure: refusal,
	rateLimit: {
		default: { limit: 10_000, windowMs: 60_000 },
		headers: () => ({}),
		headersOn: 'refusals',
		sendRetryAfter: false,
	},
};

function complete({ body }: RoutedRequest, state: ChatModelState): Answer {
	const request = chatRequestShape.safeParse(body);
	if (!request.success) return refusal(400, request.error.message);
	if (request.data.stream) return refusal(400, 'The scripted model answers in one piece only.');
	const turn = state.answer(request.data);
	// 400, as clients try again after a 5xx.
	if (turn === undefined) return refusal(400, 'The script has no further turn.');
	const number = state.told.length;
	return jsonAnswer({
		id: `chatcmpl-${number}`,
		object: 'chat.completion',
		created: Math.floor(Date.now() / 1_000),
		model: request.data.model,
		choices: [choiceOf(turn, number)],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	});
}

function choiceOf(turn: ModelTurn, number: number): object {
	if ('say' in turn) {
		return { index: 0, finish_reason: 'stop', message: { role: 'assistant', content: turn.say, refusal: null } };
	}
	const call = {
		id: `call_${number}`,
		type: 'function',
		function: { name: turn.call, arguments: JSON.stringify(turn.with) },
	};
	return {
		index: 0,
		finish_reason: 'tool_calls',
		message: { role: 'assistant', content: null, refusal: null, tool_calls: [call] },
	};
}

function refusal(status: number, message = `Status ${status}`): Answer {
	return jsonAnswer({ error: { message, type: 'invalid_request_error', param: null, code: null } }, status);
}
