import type { IExecuteFunctions, INode } from 'n8n-workflow';
import { z } from 'zod';

import { checkFields } from './fieldChecks';
import { holdsDates, withTimeZone } from './localDates';
import type { Operation, ParameterValues } from './operation';
import { plainReader } from './plainFields';

/** Property types that show a text and hold no value. */
const valueless = new Set(['notice', 'callout', 'button']);

/** The names of the fields that an operation reads. */
export function fieldNames(operation: Operation): string[] {
	const names = operation.properties.filter(({ type }) => !valueless.has(type)).map(({ name }) => name);
	return [...new Set(names)];
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

/** Reads one field for an item, as the host gives it. */
type FieldReader = (itemIndex: number) => unknown;

/** How each field that is set is read: those that are the same for every item, and those that are not. */
interface FieldReaders {
	readonly constant: ReadonlyMap<string, FieldReader>;
	readonly varied: ReadonlyMap<string, FieldReader>;
}

/**
 * Each reading by the host costs more than all the rest of an item, so it is asked once for what is the same for every
 * item, and not for what only names a field of the item.
 */
function fieldReaders(host: IExecuteFunctions, node: INode, operation: Operation): FieldReaders {
	const items = host.getInputData();
	const types = new Map(operation.properties.map(({ name, type }) => [name, type]));
	const dated = new Map(operation.properties.filter(holdsDates).map((property) => [property.name, property]));
	const timeZone = host.getTimezone();

	const readByHost = (name: string, itemIndex: number): unknown => {
		// The host would check a mapped form under the path `name.value`, but it refuses empty cells and makes 0 of empty
		// numbers: operations get the form with its schema, as it was entered, and check it themselves.
		const extractValue = types.get(name) === 'resourceLocator';
		return host.getNodeParameter(name, itemIndex, null, { extractValue, skipValidation: true });
	};

	const variedReader = (name: string): FieldReader => {
		const readPlain = types.get(name) === 'resourceLocator' ? undefined : plainReader(node.parameters[name]);
		if (readPlain === undefined) return (itemIndex) => readByHost(name, itemIndex);
		const plainly: FieldReader = (itemIndex) => readPlain(items[itemIndex]?.json ?? {});
		// The host has the last word on what an item is: where it does not agree about the first one, it reads all.
		const isAgreed = once(() => isSame(plainly(0), readByHost(name, 0)));
		return (itemIndex) => (isAgreed() ? plainly(itemIndex) : undefined) ?? readByHost(name, itemIndex);
	};

	/** Null counts as not set, and dates get the workflow's zone. */
	const finished = (name: string, read: FieldReader): [string, FieldReader] => {
		const property = dated.get(name);
		if (property === undefined) return [name, (itemIndex) => read(itemIndex) ?? undefined];
		return [name, (itemIndex) => withTimeZone(property, read(itemIndex) ?? undefined, timeZone)];
	};

	// Options that every operation has are read once for the run, not for each item.
	const ownOptions = operation.options === undefined ? [] : ['options'];
	const stored = [...fieldNames(operation), ...ownOptions].filter((name) => node.parameters[name] !== undefined);
	const isVaried = (name: string): boolean => hasExpression(node.parameters[name]);
	const constant = stored.filter((name) => !isVaried(name));
	const varied = stored.filter(isVaried);
	return {
		constant: new Map(constant.map((name) => finished(name, (itemIndex) => readByHost(name, itemIndex)))),
		varied: new Map(varied.map((name) => finished(name, variedReader(name)))),
	};
}

const readAll = (readers: ReadonlyMap<string, FieldReader>, itemIndex: number): Record<string, unknown> =>
	Object.fromEntries([...readers].map(([name, read]) => [name, read(itemIndex)]));

/** The schema of these fields and the schema of the others; undefined where it compares fields with each other. */
function splitSchema(schema: z.ZodTypeAny, names: Iterable<string>) {
	if (!(schema instanceof z.ZodObject)) return undefined;
	const mask = Object.fromEntries([...names].map((name) => [name, true as const]));
	return { these: schema.pick(mask), others: schema.omit(mask) };
}

/**
 * A function that reads an operation's fields for one item and checks them with its schema, before anything is sent.
 * A field that is hidden, not set or null counts as absent. What is the same for every item is read and, where the
 * schema allows it, checked once.
 *
 * The function throws a ParameterProblem that names the field as the user sees it.
 */
export function parameterReader(
	host: IExecuteFunctions,
	node: INode,
	operation: Operation,
): (itemIndex: number) => ParameterValues {
	const { constant, varied } = fieldReaders(host, node, operation);
	const schemas = splitSchema(operation.parameters, varied.keys());
	const constants = once(() => readAll(constant, 0));
	const checkedConstants = once(() => schemas?.others.safeParse(constants()));
	return (itemIndex) => {
		const values = readAll(varied, itemIndex);
		const [same, own] = [checkedConstants(), schemas?.these.safeParse(values)];
		if (same?.success === true && own?.success === true) return { ...same.data, ...own.data };
		// All fields together, so that the refusal names all that is wrong, in the order in which the user sees it.
		return checkParameters(operation, { ...constants(), ...values });
	};
}

function checkParameters(operation: Operation, values: Readonly<Record<string, unknown>>): ParameterValues {
	return checkFields(operation.parameters, values, [
		...operation.properties,
		{ displayName: 'Options', name: 'options', type: 'collection', default: {}, options: operation.options },
	]);
}
