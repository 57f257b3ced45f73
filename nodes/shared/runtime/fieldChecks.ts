import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { printable } from '../http/text';

/** A field that cannot be used as it is. The text names the field and shows what was received. */
export class ParameterProblem extends Error {
	readonly description: string;

	constructor(message: string, description: string) {
		super(message);
		this.name = 'ParameterProblem';
		this.description = description;
	}
}

/** What people call the kinds of values. */
const kinds: Readonly<Record<string, string>> = {
	array: 'a list',
	boolean: 'true or false',
	float: 'a fraction',
	integer: 'a whole number',
	number: 'a number',
	nan: 'no number',
	object: 'an object',
	string: 'a text',
};

/** The schema library's own words, which a user should not have to read. */
const libraryWords = /^(Required$|Expected )/;

/** Words for what is missing or of the wrong kind; everything else is worded where it is checked. */
const wording: z.ZodErrorMap = (issue, context) => {
	if (issue.code === z.ZodIssueCode.invalid_type && libraryWords.test(context.defaultError)) {
		if (issue.received === 'undefined' || issue.received === 'null') return { message: 'is required' };
		const { [issue.expected]: expected = issue.expected, [issue.received]: received = issue.received } = kinds;
		return { message: `has to be ${expected}, not ${received}` };
	}
	if (issue.code === z.ZodIssueCode.too_small && issue.type === 'number') {
		const least = issue.inclusive ? `${String(issue.minimum)} or more` : `more than ${String(issue.minimum)}`;
		return { message: `has to be ${least}, not ${printable(String(context.data), 40)}` };
	}
	if (issue.code === z.ZodIssueCode.too_big && issue.type === 'number') {
		return { message: `has to be ${String(issue.maximum)} or less, not ${printable(String(context.data), 40)}` };
	}
	if (issue.code === z.ZodIssueCode.invalid_enum_value) {
		return { message: `has to be one of ${issue.options.join(', ')}, not "${printable(String(issue.received), 60)}"` };
	}
	if (issue.code === z.ZodIssueCode.invalid_union_discriminator) {
		return { message: `has to be one of ${issue.options.map(String).join(', ')}` };
	}
	return { message: context.defaultError };
};

/** The labels of a field path: "Update Fields > Tags". */
function labels(properties: readonly INodeProperties[], path: ReadonlyArray<string | number>): string {
	const names: string[] = [];
	let level: readonly unknown[] = properties;
	for (const key of path) {
		if (typeof key === 'number') {
			names.push(`${names.pop() ?? ''} ${key + 1}`.trim());
			continue;
		}
		const found = level.find(
			(entry): entry is INodeProperties =>
				typeof entry === 'object' && entry !== null && 'name' in entry && entry.name === key,
		);
		names.push(found?.displayName ?? key);
		if (found === undefined) continue;
		level = ('values' in found && Array.isArray(found.values) ? found.values : found.options) ?? [];
	}
	return names.join(' > ');
}

/**
 * Checks the values of some fields. Throws a ParameterProblem that names the first wrong field by its label and, in the
 * description, the others.
 */
export function checkFields<Values>(
	schema: z.ZodType<Values, z.ZodTypeDef, unknown>,
	values: unknown,
	properties: readonly INodeProperties[],
): Values {
	const result = schema.safeParse(values, { errorMap: wording });
	if (result.success) return result.data;
	const problems = result.error.issues.map((issue) => {
		const label = labels(properties, issue.path);
		return label === '' ? issue.message : `"${label}" ${issue.message}`;
	});
	throw new ParameterProblem(
		printable(problems[0] ?? 'A field has a wrong value', 300),
		printable(`Nothing was sent for this item. ${problems.slice(1).join('. ')}`),
	);
}
