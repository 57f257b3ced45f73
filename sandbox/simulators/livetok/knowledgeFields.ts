import type { Assumptions } from './assumptions.ts';
import { invalid, isJsonObject, requireString, requireStrings, timestamp } from './body.ts';
import type { JsonObject } from './body.ts';
import { LiveTokRefusal } from './errors.ts';
import type { KnowledgeEntry } from './knowledgeStore.ts';
import type { Account } from './state.ts';

/** Checks the fields of a new entry and stores it (sections 6.3 and 6.6). */
export function createEntry(value: unknown, account: Account, assumptions: Assumptions): KnowledgeEntry {
	const fields = readNewEntry(value, account, assumptions);
	const now = timestamp();
	const entry = { id: account.nextId('kb'), ...fields, created_at: now, updated_at: now };
	account.knowledge.put(entry);
	return entry;
}

/** The checked fields of a new entry; stores nothing. */
export function readNewEntry(
	value: unknown,
	account: Account,
	assumptions: Assumptions,
): Pick<KnowledgeEntry, 'question' | 'answer' | 'tags'> {
	if (!isJsonObject(value)) throw new LiveTokRefusal('parameter_invalid', 'An entry must be an object.');
	const question = readText(value.question, 'question', assumptions);
	const answer = readText(value.answer, 'answer', assumptions);
	const tags = value.tags === undefined ? [] : requireStrings(value.tags, 'tags');
	refuseDuplicate(question, account, assumptions);
	return { question, answer, tags };
}

/** The entry as it is after an update (section 6.4). */
export function changeEntry(
	entry: KnowledgeEntry,
	fields: JsonObject,
	account: Account,
	assumptions: Assumptions,
): KnowledgeEntry {
	const { question, answer, tags } = fields;
	if (question === undefined && answer === undefined && tags === undefined) {
		if (assumptions.emptyPatch === 'unchanged') return entry;
		throw new LiveTokRefusal('parameter_missing', 'Give at least one of question, answer and tags.');
	}
	const changed = { ...entry, updated_at: timestamp() };
	if (question !== undefined) {
		changed.question = readText(question, 'question', assumptions);
		refuseDuplicate(changed.question, account, assumptions, entry.id);
	}
	if (answer !== undefined) changed.answer = readText(answer, 'answer', assumptions);
	if (tags !== undefined) {
		const given = requireStrings(tags, 'tags');
		changed.tags = assumptions.patchTags === 'replace' ? given : [...new Set([...entry.tags, ...given])];
	}
	return changed;
}

function readText(value: unknown, param: string, assumptions: Assumptions): string {
	const text = requireString(value, param);
	if (assumptions.blankText === 'refused' && text.trim() === '') {
		throw new LiveTokRefusal('parameter_missing', `Missing required parameter: ${param}.`, param);
	}
	return text;
}

function refuseDuplicate(question: string, account: Account, assumptions: Assumptions, ownId?: string): void {
	if (assumptions.duplicateQuestions === 'allowed') return;
	if (account.knowledge.hasQuestion(question, ownId)) throw invalid('question', 'exists already');
}
