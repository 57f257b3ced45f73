import type { MessageSource } from './conversationEntity.ts';
import type { DataSource } from './dataSourceEntity.ts';
import { normalised } from './questions.ts';

/** What the AI says, in Markdown, and where it has it from. */
export interface AiAnswer {
	markdown: string;
	links: Array<{ link: string; type: string }>;
	source: MessageSource[];
	/** False when the AI did not know. */
	isAnswered: boolean;
}

/** An answer that a test wants for every question with these words. */
export interface ScriptedAnswer {
	questionIncludes: string;
	answer: string;
}

/**
 * The answer to a question, always the same for the same knowledge: a scripted one; that of the QA with the
 * same question; the text of a data source whose title the question names; or that the AI does not know.
 */
export function answerTo(
	question: string,
	knowledge: readonly DataSource[],
	scripted: readonly ScriptedAnswer[],
): AiAnswer {
	const script = scripted.find(({ questionIncludes }) => question.includes(questionIncludes));
	if (script !== undefined) return plainAnswer(script.answer);
	const asked = normalised(question);
	if (/^(hi|hello|hola)$/.test(asked)) return plainAnswer('Hello! How can I help you?');
	const usable = knowledge.filter(({ status }) => status !== 'FAILED');
	// of two with one question the newer counts, as after a change by adding and deleting
	const known =
		usable.findLast(({ source, title }) => source === 'QA' && normalised(title) === asked) ??
		usable.find(({ source, title }) => source !== 'QA' && ` ${asked} `.includes(` ${normalised(title)} `));
	if (known === undefined) return { ...plainAnswer(`I do not know the answer to "${question}".`), isAnswered: false };
	const { id, source: type, url, text } = known;
	const link = url ?? '';
	return {
		...plainAnswer(url === null ? text : `${text} See [${known.title}](${url}).`),
		links: url === null ? [] : [{ link: url, type }],
		source: [{ id, type, link, distance: 0.1 }],
	};
}

/** An answer to an image. */
export function answerToImage(): AiAnswer {
	return plainAnswer('Thank you, I have received your image.');
}

/** The text without Markdown's marks, for `responseFormat: PLAIN`. */
export function withoutMarks(markdown: string): string {
	return markdown.replaceAll(/\[([^\]]*)\]\(([^)]*)\)/g, '$1 ($2)').replaceAll(/[*_`#]/g, '');
}

/** What an answer costs: two units when it is longer than 200 words (section 5). */
export function unitsOf(answer: string): number {
	return answer.trim().split(/\s+/).length > 200 ? 2 : 1;
}

function plainAnswer(markdown: string): AiAnswer {
	return { markdown, links: [], source: [], isAnswered: true };
}
