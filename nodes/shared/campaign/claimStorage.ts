import type { ICheckProcessedOptions, IExecuteFunctions } from 'n8n-workflow';

import { RequestFailure } from '../http/failure';
import { printable } from '../http/text';

/**
 * A set of texts that outlives the run. Every change rewrites the whole set, and two processes that change it at the
 * same moment lose one of the two changes. All functions throw a RequestFailure that says what to do.
 */
export interface ClaimStorage {
	/** Which set this is, among all that this process uses. */
	readonly id: string;
	/** Adds different texts with one write. Returns those that were there before. */
	add(entries: readonly string[]): Promise<ReadonlySet<string>>;
	/** Takes texts out with one write. */
	remove(entries: readonly string[]): Promise<void>;
	/** How many texts there are. Reads only. */
	count(): Promise<number>;
	/** Takes all texts out. */
	clear(): Promise<void>;
}

const scope = 'node';
const options: ICheckProcessedOptions = { mode: 'entries' };

/**
 * n8n's own de-duplication storage: one row of its database per node of a workflow, with a hash of every text.
 * Throws a RequestFailure where there is none: it belongs to a saved workflow.
 */
export function hostClaimStorage(host: IExecuteFunctions): ClaimStorage {
	const { id: workflowId } = host.getWorkflow();
	if (workflowId === undefined || workflowId === '') {
		throw unusable(
			'Send Once needs a saved workflow',
			'Nothing was sent. n8n keeps the memory of who was sent to with the workflow: save it, then run it again. Where n8n runs this node without a workflow, Send Once cannot be used.',
		);
	}
	const { helpers } = host;
	return {
		id: `${workflowId}:${host.getNode().id}`,
		add: async (entries) => {
			const record = async () => await helpers.checkProcessedAndRecord([...entries], scope, options);
			// The first write ever makes the set. Where two processes make it at once, one is refused, and then finds it made.
			const { processed } = await explained(record().catch(record));
			return new Set(processed.map(String));
		},
		remove: async (entries) => await explained(helpers.removeProcessed([...entries], scope, options)),
		count: async () => await explained(helpers.getProcessedDataCount(scope, options)),
		clear: async () => await explained(helpers.clearAllProcessedItems(scope, options)),
	};
}

/** Turns what n8n's storage throws into a text for the user. */
async function explained<Value>(work: Promise<Value>): Promise<Value> {
	const result = await work.then(
		(value) => ({ value }),
		(problem: unknown) => ({ problem }),
	);
	if ('value' in result) return result.value;
	const detail = result.problem instanceof Error ? result.problem.message : String(result.problem);
	throw unusable(
		'n8n could not read or write its memory of who was sent to',
		`Send Once sends nothing without it. n8n’s storage says: ${printable(detail, 200)}. Check that the workflow is saved and that n8n’s database can be written; then run it again.`,
	);
}

function unusable(message: string, description: string): RequestFailure {
	return new RequestFailure({ message, description, outcome: 'notSent' });
}
