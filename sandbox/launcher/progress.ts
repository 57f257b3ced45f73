/** What the person who started the sandbox sees. */
export interface Progress {
	/** Announces the next step, with the time since the start. */
	step(text: string): void;
	/** A line that belongs to the current step. */
	detail(text: string): void;
	/** Text as it is. */
	print(text: string): void;
}

/** Writes progress to a stream; the clock starts now. */
export function startProgress(stream: NodeJS.WritableStream): Progress {
	const started = Date.now();
	const write = (margin: string, text: string) => stream.write(`${margin}${text}\n`);
	return {
		step: (text) => write(`[${((Date.now() - started) / 1000).toFixed(1).padStart(6)} s] `, text),
		detail: (text) => write(' '.repeat(11), text),
		print: (text) => write('', text),
	};
}
