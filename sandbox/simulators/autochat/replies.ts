/** What an assistant answered, with the `metadata` of section 3.1. */
export interface Reply {
	text: string;
	metadata: { model: string; tokens: number };
}

/** The answer to a visitor's message: the same assistant, message and turn always give the same one. */
export function replyTo(message: string, assistantId: string, turn: number): Reply {
	const text = `${assistantId} answers message ${turn}: You said "${message}".`;
	// four letters to a token is the usual rule of thumb
	return { text, metadata: { model: 'gpt-4o-mini', tokens: Math.ceil((message.length + text.length) / 4) } };
}
