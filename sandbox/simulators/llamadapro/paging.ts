import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Assumptions } from './assumptions.ts';
import { invalid } from './errors.ts';

const defaultSize = 20;
const maxSize = 100;

/** Which part of a list is wanted. The names of the fields are those of the request, for refusals. */
export interface PageRequest {
	size: { field: string; value: number | undefined };
	pageToken: { field: string; value: string | undefined };
	page?: number;
	/** Everything that selects and sorts the list. */
	selection: unknown;
}

/** One page (section 3). `nextPageToken` may be left out at the end, see `lastPageToken`. */
export interface Page<Item> {
	items: Item[];
	nextPageToken?: string | null;
	totalCount: number;
}

const tokenSchema = z.object({ offset: z.number().int().nonnegative(), selection: z.string() });

/** Cuts one page out of the selected and sorted items (section 3). */
export function pageOf<Item>(items: Item[], request: PageRequest, assumptions: Assumptions): Page<Item> {
	const size = sizeOf(request, assumptions);
	const offset = offsetOf(request, size, assumptions);
	const end = offset + size;
	return {
		items: items.slice(offset, end),
		nextPageToken: nextToken(end < items.length ? end : undefined, request, assumptions),
		totalCount: items.length,
	};
}

function sizeOf({ size: { field, value = defaultSize } }: PageRequest, assumptions: Assumptions): number {
	const inRange = Math.min(Math.max(Math.floor(value), 1), maxSize);
	if (value === inRange || assumptions.sizeOutOfRange === 'clamped') return inRange;
	throw invalid(field, `must be a whole number from 1 to ${maxSize}`, value);
}

function offsetOf(request: PageRequest, size: number, assumptions: Assumptions): number {
	if (request.pageToken.value !== undefined) return offsetOfToken(request, assumptions);
	const first = Number(assumptions.pageBase);
	const page = request.page ?? first;
	if (!Number.isInteger(page) || page < first) throw invalid('page', `must be a whole number from ${first}`, page);
	return (page - first) * size;
}

function offsetOfToken(request: PageRequest, assumptions: Assumptions): number {
	const { field, value = '' } = request.pageToken;
	const token = readToken(value);
	if (token === undefined) throw invalid(field, 'is not a page token', value);
	if (assumptions.tokenBinding === 'sameQuery' && token.selection !== digest(request.selection)) {
		throw invalid(field, 'belongs to a list with other filters', value);
	}
	return token.offset;
}

function nextToken(
	offset: number | undefined,
	request: PageRequest,
	assumptions: Assumptions,
): string | null | undefined {
	if (assumptions.pageTokens === 'repeat' && request.pageToken.value !== undefined) return request.pageToken.value;
	if (offset !== undefined) {
		const token = { offset, selection: digest(request.selection) };
		return Buffer.from(JSON.stringify(token)).toString('base64url');
	}
	switch (assumptions.lastPageToken) {
		case 'null':
			return null;
		case 'empty':
			return '';
		case 'absent':
			return undefined;
	}
}

function readToken(text: string): z.infer<typeof tokenSchema> | undefined {
	try {
		return tokenSchema.safeParse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))).data;
	} catch {
		return undefined;
	}
}

function digest(selection: unknown): string {
	return createHash('sha256').update(JSON.stringify(selection)).digest('hex').slice(0, 8);
}
