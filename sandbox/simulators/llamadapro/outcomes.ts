/**
 * How calls and messages to a phone number end, by the last digits of the number; the first ending that
 * fits counts. Other numbers end well: `completed` and `read`. A test may change the table of a state.
 */
export interface Outcomes {
	calls: Array<{ numberEndsWith: string; status: 'completed' | 'busy' | 'no-answer' | 'failed' }>;
	messages: Array<{ numberEndsWith: string; status: 'read' | 'delivered' | 'sent' | 'failed' }>;
}

/** The table every state begins with (the endings are the simulator's own). */
export function ordinaryOutcomes(): Outcomes {
	return {
		calls: [
			{ numberEndsWith: '0001', status: 'busy' },
			{ numberEndsWith: '0002', status: 'no-answer' },
			{ numberEndsWith: '0003', status: 'failed' },
		],
		messages: [
			{ numberEndsWith: '0003', status: 'failed' },
			{ numberEndsWith: '0004', status: 'sent' },
			{ numberEndsWith: '0005', status: 'delivered' },
		],
	};
}

/** The statuses a new call goes through after `queued` (section 6). */
export function callSteps(to: string, { calls }: Outcomes): string[] {
	const status = calls.find(({ numberEndsWith }) => to.endsWith(numberEndsWith))?.status ?? 'completed';
	switch (status) {
		case 'completed':
			return ['ringing', 'in-progress', 'completed'];
		case 'busy':
		case 'no-answer':
			return ['ringing', status];
		case 'failed':
			return ['failed'];
	}
}

/** The statuses a new message goes through after `pending` (section 6). */
export function messageSteps(to: string, { messages }: Outcomes): Array<'sent' | 'delivered' | 'read' | 'failed'> {
	const status = messages.find(({ numberEndsWith }) => to.endsWith(numberEndsWith))?.status ?? 'read';
	switch (status) {
		case 'read':
			return ['sent', 'delivered', 'read'];
		case 'delivered':
			return ['sent', 'delivered'];
		case 'sent':
		case 'failed':
			return [status];
	}
}
