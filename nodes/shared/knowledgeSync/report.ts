import type { AllItemsContext, EntryRefusal } from '../runtime/operation';
import type { Change, Surplus } from './plan';
import type { SyncOutput } from './syncFields';

type Count = SyncOutput['action'] | 'failed';

/** What an output says. */
type Said = Pick<SyncOutput, 'action' | 'question'> &
	Partial<Pick<SyncOutput, 'id' | 'reason'>> & { readonly changes?: readonly Change[] };

/** What became of every entry: tells the run and counts. */
export class SyncReport {
	readonly #context: Pick<AllItemsContext<unknown>, 'settle' | 'fail' | 'add' | 'addFailure' | 'host'>;
	readonly #dryRun: boolean;
	readonly #counts: Record<Count, number>;

	constructor(
		context: Pick<AllItemsContext<unknown>, 'settle' | 'fail' | 'add' | 'addFailure' | 'host' | 'refused'>,
		dryRun: boolean,
	) {
		this.#context = context;
		this.#dryRun = dryRun;
		this.#counts = { created: 0, updated: 0, unchanged: 0, deleted: 0, skipped: 0, failed: context.refused };
	}

	/** How many items and deletions have failed so far. */
	get failed(): number {
		return this.#counts.failed;
	}

	/** What became of an input item. */
	item(itemIndex: number, said: Said): void {
		this.#context.settle(itemIndex, { output: this.#output(said) });
	}

	/** What became of an entry that is no input item; paired with the item that it is due to. */
	entry(itemIndex: number, said: Said): void {
		this.#context.add(this.#output(said), itemIndex);
	}

	/** An entry was deleted in whose place there is another one. */
	outdatedDeleted({ wanted, stored }: Surplus): void {
		const reason = 'An earlier answer to this question';
		this.entry(wanted.itemIndex, { action: 'deleted', question: stored.question, id: stored.id, reason });
	}

	itemFailed(itemIndex: number, problem: unknown): void {
		this.#counts.failed += 1;
		this.#context.fail(itemIndex, problem);
	}

	/** The service answered, and refused this item. */
	itemRefused(itemIndex: number, refusal: EntryRefusal): void {
		this.#counts.failed += 1;
		this.#context.settle(itemIndex, { refusal });
	}

	entryFailed(problem: unknown): void {
		this.#counts.failed += 1;
		this.#context.addFailure(problem);
	}

	/** Shows the counts, and what else there is to say, above the node's output. */
	summarise(remarks: readonly string[]): void {
		const counts = Object.entries(this.#counts)
			.filter(([, count]) => count > 0)
			.map(([action, count]) => `${count} ${action}`)
			.join(', ');
		const beginning = this.#dryRun ? 'Dry run, nothing was written. Planned: ' : '';
		this.#context.host.addExecutionHints({
			message: [`${beginning}${counts}.`, ...remarks].join(' '),
			type: this.failed > 0 ? 'warning' : 'info',
			location: 'outputPane',
		});
	}

	#output({ action, question, id, changes, reason }: Said): SyncOutput {
		this.#counts[action] += 1;
		return {
			action,
			question,
			// The same columns in every row: the editor's table shows a missing one as "undefined".
			id: id ?? '',
			changes: (changes ?? []).join(', '),
			reason: reason ?? '',
			dryRun: this.#dryRun,
		};
	}
}
