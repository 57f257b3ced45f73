import { z } from 'zod';

import { RequestFailure } from '../../../shared/http/failure';
import { printable } from '../../../shared/http/text';
import type { EntryResult } from '../../../shared/runtime/operation';
import type { BulkResult } from '../../schemas/conversation';

/** What an accepted entry of a bulk operation becomes. The vendor gives no id of the conversation. */
export const acceptedSchema = z.object({
	accepted: z.boolean(),
	operationId: z.string().nullable(),
	message: z.string().nullable(),
});

/** A bulk operation: whether a second one does harm, and its words for the user. */
export interface BulkKind {
	/** "created", "updated". */
	readonly done: string;
	/** What is known about the entries of a chunk whose report cannot be used. */
	readonly outcome: 'unknown' | 'failed';
	/** What to do then. */
	readonly advice: string;
}

type Issue = NonNullable<NonNullable<BulkResult['report']>['issues']>[number];

/** The issues by entry, or undefined where the report does not account for every entry. */
function readIssues({ report }: BulkResult, sent: number): Map<number, Issue[]> | undefined {
	if (typeof report?.valid !== 'number' || typeof report.invalid !== 'number') return undefined;
	if (report.valid + report.invalid !== sent || (report.total ?? sent) !== sent) return undefined;
	const byEntry = new Map<number, Issue[]>();
	for (const issue of report.issues ?? []) {
		if (!Number.isInteger(issue.index) || issue.index < 0 || issue.index >= sent) return undefined;
		byEntry.set(issue.index, [...(byEntry.get(issue.index) ?? []), issue]);
	}
	return byEntry.size === report.invalid ? byEntry : undefined;
}

function describe(issues: readonly Issue[]): string {
	const words = issues
		.flatMap(({ errors }) => errors ?? [])
		.map(({ field, message }) => [field, message].filter((part) => part).join(': '))
		.filter((part) => part !== '');
	return printable(words.length === 0 ? 'it gave no reason' : words.join('. '), 240);
}

/**
 * A verdict for every entry of a bulk operation, from the vendor's report. Its form is an assumption: throws a
 * RequestFailure for the whole chunk when it does not account for every entry.
 */
export function readVerdicts(result: BulkResult, sent: number, kind: BulkKind): EntryResult[] {
	const issues = readIssues(result, sent);
	if (issues === undefined) {
		const operation = result.operationId ? ` (operation ${printable(result.operationId, 100)})` : '';
		throw new RequestFailure({
			message: `${kind.outcome === 'unknown' ? 'Outcome unknown: ' : ''}LlamadaPro took the conversations, but its report does not say which of them it accepted`,
			description: `This request carried ${sent} conversations${operation}. ${kind.advice}`,
			outcome: kind.outcome,
		});
	}
	const { operationId = null, message = null } = result;
	return Array.from({ length: sent }, (_, index): EntryResult => {
		const found = issues.get(index);
		if (found === undefined) return { output: { accepted: true, operationId, message } };
		return {
			refusal: {
				message: `LlamadaPro did not accept this conversation: ${describe(found)}`,
				description: `It was not ${kind.done}. Correct the values of this item and run it again. The other conversations are not affected.`,
			},
		};
	});
}
