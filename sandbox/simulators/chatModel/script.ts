import { z } from 'zod';

/** What the scripted model says next: text that ends the agent's turn, or calls of tools. */
export type ModelTurn = { readonly say: string } | { readonly call: string; readonly with: object };

/** A message of the conversation as the agent sends it. */
const messageShape = z
	.object({
		role: z.enum(['system', 'user', 'assistant', 'tool']),
		content: z.unknown(),
		/** On a tool's answer: the call that it answers. */
		tool_call_id: z.string().optional(),
	})
	.passthrough();

const toolShape = z.object({
	type: z.literal('function'),
	function: z
		.object({ name: z.string(), description: z.string().optional(), parameters: z.record(z.unknown()) })
		.passthrough(),
});

/** The part of a chat completion request that matters here. */
export const chatRequestShape = z
	.object({
		model: z.string(),
		messages: z.array(messageShape).min(1),
		tools: z.array(toolShape).default([]),
		stream: z.boolean().default(false),
	})
	.passthrough();

export type ChatRequest = z.infer<typeof chatRequestShape>;
/** A tool as the model is told about it. */
export type OfferedTool = z.infer<typeof toolShape>['function'];

/** The script of the model, and what it was told. */
export class ChatModelState {
	readonly #turns: ModelTurn[] = [];
	readonly #told: ChatRequest[] = [];

	/** Appends turns; each request takes the next one. */
	script(...turns: readonly ModelTurn[]): void {
		this.#turns.push(...turns);
	}

	/** Every request so far, oldest first: the whole conversation each time, and the tools on offer. */
	get told(): readonly ChatRequest[] {
		return this.#told;
	}

	/** What tools answered, oldest first, as the model read it in the last request. */
	get toolAnswers(): readonly string[] {
		const messages = this.#told.at(-1)?.messages ?? [];
		return messages.flatMap(({ role, content }) =>
			role !== 'tool' ? [] : [typeof content === 'string' ? content : JSON.stringify(content)],
		);
	}

	/** Notes the request and gives the next turn. Undefined when the script has ended. */
	answer(request: ChatRequest): ModelTurn | undefined {
		this.#told.push(request);
		return this.#turns.shift();
	}
}
