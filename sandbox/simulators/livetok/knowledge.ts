import { jsonAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { readBody } from './body.ts';
import { LiveTokRefusal } from './errors.ts';
import { bulkImport } from './knowledgeBulk.ts';
import { changeEntry, createEntry } from './knowledgeFields.ts';
import { listKnowledge } from './knowledgeList.ts';
import type { LiveTokRoute } from './route.ts';

const create: LiveTokRoute['handle'] = (request, account, assumptions): Answer =>
	jsonAnswer(createEntry(readBody(request), account, assumptions), Number(assumptions.createStatus));

const update: LiveTokRoute['handle'] = (request, account, assumptions): Answer => {
	const entry = account.knowledge.get(request.params.id ?? '');
	if (entry === undefined) throw unknownEntry(request.params.id);
	const changed = changeEntry(entry, readBody(request), account, assumptions);
	account.knowledge.put(changed);
	return jsonAnswer(changed);
};

const remove: LiveTokRoute['handle'] = (request, account, assumptions): Answer => {
	const id = request.params.id ?? '';
	if (!account.knowledge.delete(id) && assumptions.secondDelete === 'notFound') throw unknownEntry(id);
	return jsonAnswer({ id, deleted: true });
};

function unknownEntry(id = ''): LiveTokRefusal {
	return new LiveTokRefusal('knowledge_not_found', `Knowledge entry '${id}' does not exist.`, 'id');
}

/** The knowledge base (sections 6.2 to 6.6). */
export const knowledgeRoutes: LiveTokRoute[] = [
	{ method: 'get', path: '/v1/knowledge', handle: listKnowledge },
	{ method: 'post', path: '/v1/knowledge', handle: create },
	{ method: 'post', path: '/v1/knowledge/bulk', handle: bulkImport },
	{ method: 'patch', path: '/v1/knowledge/:id', handle: update },
	{ method: 'delete', path: '/v1/knowledge/:id', handle: remove },
];
