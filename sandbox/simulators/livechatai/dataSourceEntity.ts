import { orAbsent } from './call.ts';
import type { Call } from './call.ts';

export const sourceTypes = ['WEBSITE', 'TEXT', 'QA', 'PDF', 'DOCX', 'IMAGE'] as const;
export type SourceType = (typeof sourceTypes)[number];

/** A piece of an agent's knowledge (section 6.4); of a QA the title is the question, the text the answer. */
export interface DataSource {
	readonly id: string;
	readonly agentId: string;
	readonly source: SourceType;
	readonly title: string;
	readonly text: string;
	readonly url: string | null;
	readonly isGeneratedByAI: boolean;
	readonly relatedMessageId: string | null;
	/** COMPLETED is the only documented one. */
	status: 'PENDING' | 'PROCESSING' | 'COMPLETED' | 'FAILED';
	readonly createdAt: string;
	updatedAt: string;
}

/** The item of the list. */
export function dataSourceItem({ id, title, text, url, source, status, createdAt, updatedAt }: DataSource, call: Call) {
	return {
		id,
		title,
		text,
		url: orAbsent(url, call),
		source,
		status,
		characterCount: text.length,
		createdAt,
		updatedAt,
	};
}

/** One step of the training. */
export function train(item: DataSource, now: string): void {
	if (item.status !== 'PENDING' && item.status !== 'PROCESSING') return;
	item.status = item.status === 'PENDING' ? 'PROCESSING' : 'COMPLETED';
	item.updatedAt = now;
}
