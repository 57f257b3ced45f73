import { z } from 'zod';

const headersSchema = z.record(z.string());
const milliseconds = z.number().nonnegative();
const statusSchema = z.number().int().min(200).max(599);

/**
 * The ways an answer can go wrong.
 * - `status`: this status with a JSON (`json`) or plain (`text`) body, or else the vendor's ordinary
 *   body for an error status; not carried out.
 * - `rateLimited`: the vendor's 429. `retryAfter` and `resetInSeconds` choose the headers, none when left out.
 * - `slow`: `ms` more before everything goes on as usual.
 * - `cut`: the connection is destroyed before the request is carried out.
 * - `cutAfter`: carried out, then the connection is destroyed without an answer.
 * - `truncated`: carried out; the body stops half way through its Content-Length.
 * - `truncatedJson`: carried out; a complete answer whose JSON text is cut in half.
 * - `html`: a proxy's page instead of JSON; not carried out.
 * - `empty`: a status without a body; not carried out.
 * - `wrongShape`: 200 with other JSON than documented; not carried out.
 * - `hang`: no answer until the simulator closes.
 */
const faultSchema = z.discriminatedUnion('type', [
	z.object({
		type: z.literal('status'),
		status: statusSchema,
		headers: headersSchema.optional(),
		json: z.unknown(),
		text: z.string().optional(),
	}),
	z.object({
		type: z.literal('rateLimited'),
		retryAfter: z.object({ seconds: z.number(), as: z.enum(['seconds', 'date']) }).optional(),
		resetInSeconds: z.number().optional(),
		headers: headersSchema.optional(),
	}),
	z.object({ type: z.literal('slow'), ms: milliseconds }),
	z.object({ type: z.literal('cut') }),
	z.object({ type: z.literal('cutAfter') }),
	z.object({ type: z.literal('truncated') }),
	z.object({ type: z.literal('truncatedJson') }),
	z.object({ type: z.literal('html'), status: statusSchema.optional(), html: z.string().optional() }),
	z.object({ type: z.literal('empty'), status: statusSchema }),
	z.object({ type: z.literal('wrongShape'), json: z.unknown() }),
	z.object({ type: z.literal('hang') }),
]);

/** A fault and the requests it befalls. Over HTTP `path` is text; in-process it may be a RegExp. */
export const faultRuleSchema = z
	.object({
		name: z.string().optional(),
		match: z
			.object({
				method: z.string().optional(),
				path: z.union([z.string(), z.instanceof(RegExp)]).optional(),
				bodyIncludes: z.string().optional(),
			})
			.strict()
			.default({}),
		after: z.number().int().nonnegative().default(0),
		times: z.number().int().positive().default(Number.MAX_SAFE_INTEGER),
		fault: faultSchema,
	})
	.strict();

export type Fault = z.infer<typeof faultSchema>;
export type FaultRule = z.input<typeof faultRuleSchema>;

/** A rule on the board; `seen` counts its matching requests, `applied` those it befell. */
export interface ActiveFault {
	readonly name: string;
	readonly fault: Fault;
	readonly seen: number;
	readonly applied: number;
}

interface Candidate {
	method: string;
	path: string;
	rawBody: string;
}

type Entry = z.infer<typeof faultRuleSchema> & { name: string; seen: number; applied: number };

/** The faults in force. The oldest rule that applies wins; younger rules do not see that request. */
export class FaultSwitchboard {
	#entries: Entry[] = [];

	/**
	 * Puts a rule on the board: lets `after` matching requests through, then befalls `times` of them
	 * (default: for ever). The name defaults to the fault's type. Throws on a rule that makes no sense.
	 */
	add(rule: FaultRule): ActiveFault {
		const parsed = faultRuleSchema.parse(rule);
		const entry = { ...parsed, name: parsed.name ?? parsed.fault.type, seen: 0, applied: 0 };
		this.#entries.push(entry);
		return entry;
	}

	/** Takes the rules of this name off the board. */
	remove(name: string): void {
		this.#entries = this.#entries.filter((entry) => entry.name !== name);
	}

	/** Takes every rule off the board. */
	clear(): void {
		this.#entries = [];
	}

	/** The rules on the board, spent ones included. */
	list(): readonly ActiveFault[] {
		return this.#entries;
	}

	/** Shows a request to the board; returns the fault that befalls it. */
	take(candidate: Candidate): ActiveFault | undefined {
		for (const entry of this.#entries) {
			if (entry.applied >= entry.times || !matches(entry.match, candidate)) continue;
			entry.seen += 1;
			if (entry.seen <= entry.after) continue;
			entry.applied += 1;
			return entry;
		}
		return undefined;
	}
}

function matches(match: Entry['match'], candidate: Candidate): boolean {
	const { method, path, bodyIncludes } = match;
	if (method !== undefined && method.toUpperCase() !== candidate.method) return false;
	if (typeof path === 'string' && path !== candidate.path) return false;
	// search() ignores lastIndex, so a RegExp with the g flag matches the same way every time
	if (path instanceof RegExp && candidate.path.search(path) === -1) return false;
	return bodyIncludes === undefined || candidate.rawBody.includes(bodyIncludes);
}
