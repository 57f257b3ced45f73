import { RequestFailure } from '../http/failure';
import { printable } from '../http/text';
import type { Plan, StoredEntry } from './plan';

const quoted = (question: string): string => `"${printable(question, 80)}"`;

/** The input asks one question and gives different answers to it. */
export function contradiction({ wanted, items }: Plan['contradictory'][number]): RequestFailure {
	const named = items.slice(0, 10).join(', ') + (items.length > 10 ? ' and more' : '');
	return new RequestFailure({
		message: `Several input items ask ${quoted(wanted.question)} and do not say the same`,
		description: `Nothing was written for this question, and what is stored about it stays. These are the items ${named}, counted from 0. Keep one of them, or give all of them the same answer and tags.`,
		outcome: 'notSent',
	});
}

/** The run would delete more than the user allows. */
export function tooManyDeletions(count: number, deletable: number, largestShare: number): RequestFailure {
	return new RequestFailure({
		message: `This run would delete ${count} of ${deletable} entries, more than the ${largestShare} % that are allowed`,
		description:
			'Nothing was written. Check that the input is complete: every entry that is to stay has to be in it. A dry run lists what would be deleted. If it is right, raise "Largest Share to Delete (%)".',
		outcome: 'notSent',
	});
}

const healing = 'Running the sync again does no harm: it reads first what is there, and adds only what is missing.';

/** A create whose outcome is not known. The usual advice is to look before sending again; a sync looks by itself. */
export function creationFailed(problem: unknown): unknown {
	if (!(problem instanceof RequestFailure) || problem.details.outcome !== 'unknown') return problem;
	return new RequestFailure({ ...problem.details, description: `${problem.details.description} ${healing}` });
}

/** The service answered, but not about this entry. */
export function notMentioned(service: string): RequestFailure {
	return new RequestFailure({
		message: `Outcome unknown: ${service} said nothing about this entry`,
		description: `Look in ${service} what has become of it.`,
		outcome: 'unknown',
	});
}

/** An entry could not be deleted. No input item stands for it, so the text has to say which one it is. */
export function deletionFailed(entry: StoredEntry, problem: unknown): unknown {
	return reworded(problem, (message) => `${quoted(entry.question)} (${entry.id}) was not deleted: ${message}`);
}

/** The new entry is there, and the one whose place it takes as well. */
export function earlierStays(entry: StoredEntry, problem: unknown): unknown {
	return reworded(
		problem,
		(message) => `The new answer was added, but the earlier one (${entry.id}) was not deleted: ${message}`,
		'Running the sync again deletes it.',
	);
}

function reworded(problem: unknown, word: (message: string) => string, advice = ''): unknown {
	if (!(problem instanceof RequestFailure)) return problem;
	const { message, description } = problem.details;
	return new RequestFailure({
		...problem.details,
		message: printable(word(message), 300),
		description: `${description} ${advice}`.trim(),
	});
}
