import { jsonAnswer } from '../answer.ts';
import type { Assumptions } from './assumptions.ts';
import { invalid, isJsonObject, readBody } from './body.ts';
import { LiveTokRefusal } from './errors.ts';
import { createEntry, readNewEntry } from './knowledgeFields.ts';
import type { LiveTokRoute } from './route.ts';
import type { Account } from './state.ts';

type BulkResult =
	| { id: string; question: string; status: 'created' }
	| {
			id: null;
			question: unknown;
			status: 'failed';
			error: { code: string; message: string; param?: string };
	  };

/** `POST /v1/knowledge/bulk` (section 6.6): 200 even when entries fail, results in the input's order. */
export const bulkImport: LiveTokRoute['handle'] = (request, account, assumptions) => {
	const { entries } = readBody(request);
	if (entries === undefined || entries === null) {
		throw new LiveTokRefusal('parameter_missing', 'Missing required parameter: entries.', 'entries');
	}
	if (!Array.isArray(entries)) throw invalid('entries', 'must be an array');
	if (entries.length === 0 && assumptions.emptyBulk === 'refused') {
		throw invalid('entries', 'must not be empty');
	}
	if (assumptions.bulkImport === 'atomic') checkAll(entries, account, assumptions);

	const results = entries.map((entry: unknown) => importOne(entry, account, assumptions));
	const imported = results.filter(({ status }) => status === 'created').length;
	return jsonAnswer({ imported, failed: results.length - imported, entries: results });
};

function checkAll(entries: unknown[], account: Account, assumptions: Assumptions): void {
	for (const [index, entry] of entries.entries()) {
		try {
			readNewEntry(entry, account, assumptions);
		} catch (error) {
			if (!(error instanceof LiveTokRefusal)) throw error;
			const { message, param } = error.error;
			const path = `entries[${index}]${param === undefined ? '' : `.${param}`}`;
			throw new LiveTokRefusal('parameter_invalid', message, path);
		}
	}
}

function importOne(value: unknown, account: Account, assumptions: Assumptions): BulkResult {
	try {
		const { id, question } = createEntry(value, account, assumptions);
		return { id, question, status: 'created' };
	} catch (error) {
		if (!(error instanceof LiveTokRefusal)) throw error;
		const { code, message, param } = error.error;
		const question = isJsonObject(value) ? (value.question ?? null) : null;
		return { id: null, question, status: 'failed', error: { code, message, param } };
	}
}
