import type { IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { printable } from '../http/text';
import { holdsDates, withTimeZone } from './localDates';
import type { Operation, ParameterValues } from './operation';
import { plainReader } from './plainFields';

/** A field that cannot be used as it is. The text names the field and shows what was received. */
export class ParameterProblem extends Error {
	readonly description: string;

	constructor(message: string, description: string) {
		super(message);
		this.name = 'ParameterProblem';
		this.description = description;
	}
}

/** Property types that show a text and hold no value. */
const valueless = new Set(['notice', 'callout', 'button']);

/** The names of the fields that an operation reads. */
export function fieldNames(operation: Operation): string[] {
	const names = operation.properties.filter(({ type }) => !valueless.has(type)).map(({ name }) => name);
	return [...new Set(names)];
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

/** Whether the stored value of a field contains an expression, at any depth. */
function hasExpression(value: unknown): boolean {
	if (typeof value === 'string') return value.startsWith('=');
	return typeof value === 'object' && value !== null && Object.values(value).some(hasExpression);
}

/** A function that does its work at the first call only. */
function once<T>(work: () => T): () => T {
	let done: { readonly value: T } | undefined;
	return () => (done ??= { value: work() }).value;
}

const isSame = (first: unknown, second: unknown): boolean => JSON.stringify(first) === JSON.stringify(second);

/**
 * A function that reads an operation's fields for one item and checks them with its schema, before anything is sent.
 * A field that is hidden, not set or null counts as absent. Each reading by the host costs more than all the rest of an
 * item, so the host is asked once for what is the same for every item, and not for what only names a field of the item.
 *
 * The function throws a ParameterProblem that names the field as the user sees it.
 */
export function parameterReader(
	host: IExecuteFunctions,
	node: INode,
	operation: Operation,
): (itemIndex: number) => ParameterValues {
	const items = host.getInputData();
	const types = new Map(operation.properties.map(({ name, type }) => [name, type]));
	const dated = new Map(operation.properties.filter(holdsDates).map((property) => [property.name, property]));
	const timeZone = host.getTimezone();
	// Options that every operation has are read once for the run, not for each item.
	const ownOptions = operation.options === undefined ? [] : ['options'];
	const stored = [...fieldNames(operation), ...ownOptions].filter((name) => node.parameters[name] !== undefined);

	const readByHost = (name: string, itemIndex: number): unknown => {
		// The host would check a mapped form under the path `name.value`, but it refuses empty cells and makes 0 of empty
		// numbers: operations get the form with its schema, as it was entered, and check it themselves.
		const extractValue = types.get(name) === 'resourceLocator';
		return host.getNodeParameter(name, itemIndex, null, { extractValue, skipValidation: true });
	};

	const readerOf = (name: string): ((itemIndex: number) => unknown) => {
		const value = node.parameters[name];
		if (!hasExpression(value)) return once(() => readByHost(name, 0));
		const readPlain = types.get(name) === 'resourceLocator' ? undefined : plainReader(value);
		if (readPlain === undefined) return (itemIndex) => readByHost(name, itemIndex);
		const plainly = (itemIndex: number): unknown => readPlain(items[itemIndex]?.json ?? {});
		// The host has the last word on what an item is: where it does not agree about the first one, it reads all.
		const isAgreed = once(() => isSame(plainly(0), readByHost(name, 0)));
		return (itemIndex) => (isAgreed() ? plainly(itemIndex) : undefined) ?? readByHost(name, itemIndex);
	};

	const readers = stored.map((name) => {
		const read = readerOf(name);
		const property = dated.get(name);
		const complete = (itemIndex: number): unknown => {
			const value = read(itemIndex) ?? undefined;
			return property === undefined ? value : withTimeZone(property, value, timeZone);
		};
		return [name, complete] as const;
	});
	return (itemIndex) =>
		checkParameters(operation, Object.fromEntries(readers.map(([name, read]) => [name, read(itemIndex)])));
}

function checkParameters(operation: Operation, values: Readonly<Record<string, unknown>>): ParameterValues {
	return checkFields(operation.parameters, values, [
		...operation.properties,
		{ displayName: 'Options', name: 'options', type: 'collection', default: {}, options: operation.options },
	]);
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
