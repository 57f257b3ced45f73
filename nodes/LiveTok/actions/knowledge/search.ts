import type { KnowledgeEntry } from '../../schemas';

/** Whether an entry has every word of the text, in any order and any case, in its question, answer or tags. */
export function hasWords(entry: KnowledgeEntry, text: string): boolean {
	const content = [entry.question, entry.answer, ...(entry.tags ?? [])].join('\n').toLocaleLowerCase();
	return text
		.toLocaleLowerCase()
		.split(/\s+/)
		.every((word) => content.includes(word));
}

/** The entries that have all words of the text, at most `limit`. Reads no further page once there are that many. */
export async function* entriesWith(
	text: string,
	pages: AsyncIterable<readonly KnowledgeEntry[]>,
	limit: number,
): AsyncGenerator<readonly KnowledgeEntry[], void> {
	let left = limit;
	for await (const page of pages) {
		const found = page.filter((entry) => hasWords(entry, text)).slice(0, left);
		if (found.length > 0) yield found;
		left -= found.length;
		if (left === 0) return;
	}
}
