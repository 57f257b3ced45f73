import { z } from 'zod';
import type { RoutedRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import {
	changedConversationSchema,
	createConversation,
	newConversationSchema,
	shownConversation,
	updateConversation,
} from './conversationEntity.ts';
import { invalid, LlamadaProRefusal, ValidationRefusal } from './errors.ts';
import type { Handlers } from './operationRoutes.ts';
import { check, readBody } from './schema.ts';
import type { LlamadaProState } from './state.ts';

const bulkSchema = z.object({ conversations: z.array(z.unknown()) });
const maxBulk = 500;

interface BulkIssue {
	index: number;
	errors: Array<{ field: string; message: string }>;
}

/** The conversations (sections 5.9 to 5.11). */
export const conversationHandlers: Handlers<
	'bulkCreateConversations' | 'bulkUpdateConversations' | 'createConversation'
> = {
	createConversation: (request, state, assumptions) => {
		const fields = readBody(request, newConversationSchema);
		return shownConversation(createConversation(fields, state, assumptions), state);
	},

	bulkCreateConversations: (request, state, assumptions) =>
		bulk('create', request, state, assumptions, (item) =>
			tryOne(newConversationSchema, item, (fields) => createConversation(fields, state, assumptions)),
		),

	bulkUpdateConversations: (request, state, assumptions) =>
		bulk('update', request, state, assumptions, (item) =>
			tryOne(changedConversationSchema, item, (fields) => updateConversation(fields, state, assumptions)),
		),
};

/** Carries out what it can and reports the rest; a success even when every item is bad (section 9). */
function bulk(
	kind: 'create' | 'update',
	request: RoutedRequest,
	state: LlamadaProState,
	assumptions: Assumptions,
	carryOut: (item: unknown) => BulkIssue['errors'],
): unknown {
	const { conversations: items } = readBody(request, bulkSchema);
	if (items.length === 0 || (items.length > maxBulk && assumptions.bulkSize === 'upTo500')) {
		throw invalid('body.conversations', `must have 1 to ${maxBulk} items, not ${items.length}`);
	}
	const results = items.map((item, index) => ({ index, errors: carryOut(item) }));
	const issues: BulkIssue[] = results.filter(({ errors }) => errors.length > 0);
	const counts = { total: items.length, valid: items.length - issues.length, invalid: issues.length };
	const report = assumptions.bulkReport === 'detailed' ? { ...counts, issues } : {};
	const { id } = state.bulkOperations.put({ id: state.bulkOperations.nextId(), kind, report });
	return {
		message: `Bulk ${kind} accepted: ${counts.valid} of ${counts.total} conversations.`,
		operationId: id,
		report,
	};
}

function tryOne<Output>(
	schema: z.ZodType<Output, z.ZodTypeDef, unknown>,
	item: unknown,
	carryOut: (fields: Output) => unknown,
): BulkIssue['errors'] {
	const checked = check(schema, item);
	if (!checked.ok) return checked.issues.map(({ field, message }) => ({ field, message }));
	try {
		carryOut(checked.value);
		return [];
	} catch (error) {
		if (error instanceof ValidationRefusal) {
			return Object.entries(error.details).map(([field, { message }]) => ({ field, message }));
		}
		if (!(error instanceof LlamadaProRefusal)) throw error;
		return [{ field: '', message: error.reason }];
	}
}
