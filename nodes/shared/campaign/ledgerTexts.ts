import { RequestFailure } from '../http/failure';
import { printable } from '../http/text';

/** Two processes wrote at the same moment. `doubtful` are recipients that both may have sent to. */
export function lostWrites(doubtful: readonly string[]): RequestFailure {
	const some = doubtful.slice(0, 5).map((key) => printable(key, 60));
	const more = doubtful.length > some.length ? ` and ${doubtful.length - some.length} more` : '';
	const twice =
		doubtful.length === 0
			? 'Nobody was sent to twice.'
			: `These recipients may have been sent to twice: ${some.join(', ')}${more}.`;
	return new RequestFailure({
		message: 'Another n8n process was sending with this node at the same time',
		description: `This run stopped, because n8n’s memory of who was sent to takes one run at a time. ${twice} Let the other run end, then run this one again: it sends to those that are still missing. To work side by side, give every part of the list a sending node of its own.`,
		outcome: 'notSent',
	});
}

/** The storage holds as much as it may. */
export function memoryFull(entries: number): RequestFailure {
	return new RequestFailure({
		message: 'This node remembers as many recipients as it can',
		description: `Nothing was sent for this item. n8n keeps ${entries.toLocaleString('en')} entries for this node and rewrites all of them with every step, so no more are added. If the earlier campaigns are over, set Send Once > What to Do to Forget All Campaigns, run the node once, and set it back; or send the next campaign with a new copy of this node.`,
		outcome: 'notSent',
	});
}
