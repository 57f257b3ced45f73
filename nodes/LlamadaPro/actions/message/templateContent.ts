import { z } from 'zod';

import { jsonValue } from '../../../shared/properties/json';

const entry = { invalid_type_error: 'has to be an object' };
const components = z.array(
	z
		.object({ type: z.string({ required_error: 'is required', invalid_type_error: 'has to be a text' }) }, entry)
		.passthrough(),
	{
		invalid_type_error: 'has to be a list of objects, each with a "type": [{ "type": "body", "parameters": […] }]',
	},
);
const variables = z.array(z.object({}, entry).passthrough(), { invalid_type_error: 'has to be a list of objects' });

/** What fills a template's placeholders: the vendor takes one of the two, never both. */
export interface TemplateContent {
	readonly variables?: z.infer<typeof variables>;
	readonly components?: z.infer<typeof components>;
}

/** The content as JSON: a list of components, or an object that names one of the two. Empty counts as none. */
export const templateContentJson = jsonValue.transform((value, context): TemplateContent => {
	if (value === undefined) return {};
	const isNamed = typeof value === 'object' && value !== null && ('variables' in value || 'components' in value);
	const named: object = isNamed ? value : { components: value };
	if ('variables' in named && 'components' in named) {
		const message = 'has variables and components. LlamadaPro takes one of the two: remove the other.';
		context.addIssue({ code: z.ZodIssueCode.custom, message });
		return z.NEVER;
	}
	const result = z.object({ variables, components }).partial().safeParse(named);
	if (result.success) return result.data;
	for (const issue of result.error.issues) {
		context.addIssue({ ...issue, path: isNamed ? issue.path : issue.path.slice(1) });
	}
	return z.NEVER;
});
