import { z } from 'zod';

import { dateTime, flag, id, limitedPage, number, text } from './common';

/** Section 6.4. */
export const sourceTypes = ['WEBSITE', 'TEXT', 'QA', 'PDF', 'DOCX', 'IMAGE'] as const;
export const fileTypes = ['pdf', 'docx', 'image'] as const;

/** Section 6.4: list, query. */
export const dataSourceQuery = z.object({
	agentId: z.string(),
	source: z.enum([...sourceTypes, 'ALL']).optional(),
	...limitedPage,
});

/** Section 6.4: an item of the list. ASSUMPTION: of a QA the title is the question and the text is the answer. */
export const dataSourceSchema = z
	.object({
		id,
		title: text,
		text,
		url: text,
		source: text,
		status: text,
		characterCount: number,
		createdAt: dateTime,
		updatedAt: dateTime,
	})
	.passthrough();

/** Section 6.4: the four kinds to add. */
export const newText = z.object({ title: z.string(), content: z.string(), agentId: z.string() });
export const newUrl = z.object({ url: z.string(), agentId: z.string() });
export const newFile = newText.extend({ fileType: z.enum(fileTypes) });
export const newQa = z.object({
	question: z.string(),
	answer: z.string(),
	agentId: z.string(),
	isGeneratedByAI: z.boolean().optional(),
	relatedMessageId: z.string().optional(),
});

/** Section 6.4: what was added, without the words around it. */
export const addedSourceSchema = z.object({ id, source: text, isGeneratedByAI: flag }).passthrough();

/** Section 6.4: delete, request: a JSON body. */
export const sourcesToDelete = z.object({
	agentId: z.string(),
	source: z.enum(sourceTypes),
	ids: z.array(z.string()).min(1),
});

/** Section 6.4: delete, response. */
export const deletedSourcesSchema = z
	.object({ deleted: z.array(z.string()).nullish(), notFound: z.array(z.string()).nullish() })
	.passthrough();

export type DataSource = z.infer<typeof dataSourceSchema>;
