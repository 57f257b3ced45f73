import { createHash } from 'crypto';

/** Characters that nobody sees and that come along when text is copied: soft hyphen, zero-width space, word joiner, byte order mark. */
const invisible = /[\u00ad\u200b\u2060\ufeff]/g;

/** What may end a question, or open it in Spanish, without making it another one. NFKC has made others into these. */
const closing = ' ?!.\u061f\u3002';
const opening = ' \u00bf\u00a1';

/**
 * The key by which a question is recognised. Two questions are the same when they differ only in capitals, white space,
 * invisible characters, the Unicode form of a character (full-width, composed or not), or in the question marks,
 * exclamation marks and full stops at their end (in Spanish also at their beginning): people who edit a sheet change
 * these without meaning another question. Empty for a text without any visible character.
 */
export function questionKey(question: string): string {
	const visible = question.normalize('NFKC').replace(invisible, '').replace(/\s+/g, ' ').trim();
	const text = visible.toLowerCase().normalize('NFKC');
	let first = 0;
	let end = text.length;
	while (end > 0 && closing.includes(text.charAt(end - 1))) end -= 1;
	while (first < end && opening.includes(text.charAt(first))) first += 1;
	return text.slice(first, end) || text;
}

/** A text as it is sent: without white space around it, with the line ends of Unix. */
export function textToSend(text: string): string {
	return text.replace(/\r\n?/g, '\n').trim();
}

/** A question as it is compared with what is stored: a change of capitals or punctuation is a change. */
export function comparableQuestion(question: string): string {
	return textToSend(question).normalize('NFC').replace(/\s+/g, ' ');
}

/** Stands for an answer in memory. White space inside counts: it can be layout. */
export function answerDigest(answer: string): string {
	return createHash('sha256').update(textToSend(answer).normalize('NFC')).digest('base64');
}

/** Tags as they are compared: their order means nothing. */
export function comparableTags(tags: readonly string[]): string {
	return JSON.stringify([...new Set(tags.map((tag) => tag.normalize('NFC').trim()))].sort());
}
