import { z } from 'zod';

interface DateRange {
	readonly startDate?: string;
	readonly endDate?: string;
}

/** Refuses a range whose end is before its start: LiveChatAI may answer that with nothing at all. For ISO dates in UTC. */
export function refuseReversed({ startDate, endDate }: DateRange, context: z.RefinementCtx): void {
	if (startDate === undefined || endDate === undefined || startDate <= endDate) return;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		path: ['endDate'],
		message: `is before the start date: ${endDate} is earlier than ${startDate}`,
	});
}
