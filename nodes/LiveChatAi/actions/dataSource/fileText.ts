import { z } from 'zod';

import { requiredText } from '../../../shared/properties/text';

/** How files begin: as they are, and in base64. */
const beginnings = [
	'data:',
	'%PDF-',
	'PK\u0003\u0004',
	'\u0089PNG',
	'\ufffdPNG',
	'GIF8',
	'JVBERi0',
	'UEsDB',
	'iVBORw0KGgo',
	'/9j/',
	'R0lGOD',
];

/**
 * The text of a file. The file itself is refused: LiveChatAI takes text only and would teach the AI agent its bytes.
 * Source: section 6.4.
 */
export const fileText = requiredText.superRefine((text, context) => {
	const start = text.trimStart();
	if (!beginnings.some((beginning) => start.startsWith(beginning)) && !text.includes('\u0000')) return;
	context.addIssue({
		code: z.ZodIssueCode.custom,
		message:
			'has to be the text of the file, not the file itself. Put Extract From File, or a step that reads the text of an image, before this node',
	});
});
