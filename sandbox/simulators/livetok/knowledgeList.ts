import { jsonAnswer } from '../answer.ts';
import type { Assumptions } from './assumptions.ts';
import { invalid } from './body.ts';
import type { KnowledgeStore } from './knowledgeStore.ts';
import type { LiveTokRoute } from './route.ts';

const defaultLimit = 20;
const maxLimit = 100;

/** `GET /v1/knowledge` (section 6.2). */
export const listKnowledge: LiveTokRoute['handle'] = (request, account, assumptions) => {
	const { data, hasMore } = account.knowledge.page({
		limit: readLimit(request.query.get('limit'), assumptions),
		from: readCursor(request.query.get('starting_after'), account.knowledge, assumptions),
		tags: readTags(request.query),
	});
	return jsonAnswer({ object: 'list', data, has_more: hasMore });
};

function readLimit(text: string | null, assumptions: Assumptions): number {
	if (text === null) return defaultLimit;
	if (!/^-?\d+$/.test(text)) throw invalid('limit', 'must be an integer');
	const limit = Number(text);
	const inRange = Math.min(Math.max(limit, 1), maxLimit);
	if (limit !== inRange && assumptions.limitOutOfRange === 'refused') {
		throw invalid('limit', `must be between 1 and ${maxLimit}`);
	}
	return inRange;
}

function readCursor(id: string | null, store: KnowledgeStore, assumptions: Assumptions): number {
	if (id === null) return 0;
	const position = store.positionOf(id);
	if (position === undefined) {
		if (assumptions.unknownCursor === 'ignored') return 0;
		throw invalid('starting_after', 'names no knowledge entry');
	}
	return assumptions.startingAfter === 'exclusive' ? position + 1 : position;
}

function readTags(query: URLSearchParams): string[] {
	// nobody documents how several tags are written, so all three usual ways are understood
	return [...query.getAll('tags'), ...query.getAll('tags[]')]
		.flatMap((value) => value.split(','))
		.map((tag) => tag.trim())
		.filter((tag) => tag !== '');
}
