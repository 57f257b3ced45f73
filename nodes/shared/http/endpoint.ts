import type { z } from 'zod';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** How sure we are of a route: printed in the vendor's documentation, deduced from it, or assumed. */
export type Evidence = 'documented' | 'inferred' | 'assumption';

/**
 * One row of a vendor's route table. Path parameters (`:id`), query keys and body keys are checked at compile
 * time wherever the row is requested, and the answer has the type of `response`. Parts in braces (`{tenantId}`) come
 * from the credential.
 */
export interface Endpoint<
	Path extends string = string,
	Query extends z.ZodTypeAny | undefined = z.ZodTypeAny | undefined,
	Body extends z.ZodTypeAny | undefined = z.ZodTypeAny | undefined,
	Response extends z.ZodTypeAny = z.ZodTypeAny,
> {
	readonly method: HttpMethod;
	readonly path: Path;
	readonly query?: Query;
	readonly body?: Body;
	readonly response: Response;
	/** Where the route is described: section of the vendor's API page. */
	readonly source: string;
	readonly evidence: Evidence;
	/**
	 * Whether carrying the request out twice leaves the same result as once, so that a lost answer may be followed by
	 * another try. Default: true for GET, PUT and DELETE, false for POST and PATCH.
	 */
	readonly repeatable?: boolean;
	/**
	 * The answer to give when a repeated DELETE finds nothing: the first try, whose answer was lost, has already done it.
	 * Receives the path parameters.
	 */
	readonly answerWhenAlreadyGone?: (path: PathParameters<Path>) => z.infer<Response>;
	/** What a lost answer leaves open, for the error text: "the message may or may not have been sent". */
	readonly unknownOutcome?: string;
}

type ParameterNames<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
	? Name | ParameterNames<`/${Rest}`>
	: Path extends `${string}:${infer Name}`
		? Name
		: never;

export type PathParameters<Path extends string> = { readonly [Name in ParameterNames<Path>]: string };

type PathInput<E extends Endpoint> = [keyof PathParameters<E['path']>] extends [never]
	? { readonly path?: undefined }
	: { readonly path: PathParameters<E['path']> };

/** The part under `Key`, with the type of its schema; absent where the row declares none. */
type SchemaInput<Key extends string, Schema> = [Schema] extends [z.ZodTypeAny]
	? [Schema] extends [never]
		? { readonly [K in Key]?: undefined }
		: { readonly [K in Key]: z.input<Schema> }
	: { readonly [K in Key]?: undefined };

/** What `request` needs for this endpoint: exactly the parts that the row declares, no others. */
export type RequestInput<E extends Endpoint> = PathInput<E> &
	SchemaInput<'query', NonNullable<E['query']>> &
	SchemaInput<'body', NonNullable<E['body']>>;

/** Fixes the literal types of a route-table row, so that its path parameters and keys are known to the compiler. */
export function endpoint<
	const Path extends string,
	Response extends z.ZodTypeAny,
	Query extends z.ZodTypeAny | undefined = undefined,
	Body extends z.ZodTypeAny | undefined = undefined,
>(row: Endpoint<Path, Query, Body, Response>): Endpoint<Path, Query, Body, Response> {
	return row;
}

/** Whether a lost answer may be followed by another try of the same request. */
export function isRepeatable(row: Pick<Endpoint, 'method' | 'repeatable'>): boolean {
	return row.repeatable ?? (row.method !== 'POST' && row.method !== 'PATCH');
}

/**
 * Puts the parameters (`:id`) and the credential's own (`{tenantId}`) into the path, each encoded as one path segment.
 * Throws a RangeError for an empty or missing parameter and for `.` and `..`, which would address another route.
 */
export function fillPath(
	path: string,
	parameters: Readonly<Record<string, string>> = {},
	fromCredential: Readonly<Record<string, string>> = {},
): string {
	return path.replace(/:([A-Za-z_]\w*)|\{(\w+)\}/g, (_, parameter: string | undefined, field: string | undefined) => {
		const name = parameter ?? field ?? '';
		const value = ((parameter === undefined ? fromCredential : parameters)[name] ?? '').trim();
		if (value === '' || value === '.' || value === '..') {
			throw new RangeError(`The ${name} in the address ${path} is empty`);
		}
		return encodeURIComponent(value);
	});
}
