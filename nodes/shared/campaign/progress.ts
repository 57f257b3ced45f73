import type { IExecuteFunctions } from 'n8n-workflow';

import type { Clock } from '../http/clock';
import type { Journal } from './journal';
import { spokenCounts } from './summary';

const everyMs = 1_000;
const everyMsInLog = 30_000;

/**
 * Tells how far a run is. In a manual run n8n carries a node's messages to the browser's console, the one place that
 * it shows anything of a node that is still running. n8n's log gets it less often, for runs without an editor.
 */
export function progressTeller(host: IExecuteFunctions, clock: Clock): (journal: Journal) => void {
	let toldAt = clock.now();
	let loggedAt = toldAt;
	return (journal) => {
		const now = clock.now();
		const isLast = journal.entries.length === journal.total;
		if (!isLast && now - toldAt < everyMs) return;
		toldAt = now;
		const text = `${journal.entries.length.toLocaleString('en')} of ${journal.total.toLocaleString('en')}: ${spokenCounts(journal)}`;
		host.sendMessageToUI(text);
		if (now - loggedAt < everyMsInLog) return;
		loggedAt = now;
		host.logger.info(`${host.getNode().name}: ${text}`);
	};
}
