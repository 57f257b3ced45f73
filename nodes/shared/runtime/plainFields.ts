import type { IDataObject } from 'n8n-workflow';

/** Reads a stored value for one item; undefined where only n8n can say what it is. */
export type PlainReader = (json: IDataObject) => unknown;

/** What n8n writes when a field is dragged into a parameter, with nothing around it: `{{ $json.phone }}`. */
const fieldOfItem = /^=\{\{\s*\$json((?:\.[A-Za-z_]\w*|\[(?:'[^'\\]*'|"[^"\\]*"|\d+)\])+)\s*\}\}$/;
const steps = /\.(\w+)|\['(.*?)'\]|\["(.*?)"\]|\[(\d+)\]/g;

/** n8n refuses expressions with these names, whatever the item holds. */
const refused = new Set(['constructor', 'prototype', '__proto__']);

/**
 * A reader for a stored value in which every expression does nothing but name a field of the item; undefined for all
 * others. n8n needs a third of a millisecond for each expression, which for such a field is most of an item's work.
 *
 * The reader gives texts, numbers, booleans and null; for anything else, and for what the item does not hold, it leaves
 * the answer to n8n.
 */
export function plainReader(stored: unknown): PlainReader | undefined {
	if (typeof stored === 'string' && stored.startsWith('=')) return fieldReader(stored);
	if (typeof stored !== 'object' || stored === null) return () => stored;
	if (Array.isArray(stored)) {
		const readers = stored.map(plainReader);
		return readers.every((reader) => reader !== undefined)
			? (json) => known(readers.map((read) => read(json)))
			: undefined;
	}
	const readers = Object.entries(stored).map(([key, value]) => [key, plainReader(value)] as const);
	const isPlain = (entry: (typeof readers)[number]): entry is readonly [string, PlainReader] => entry[1] !== undefined;
	if (!readers.every(isPlain)) return undefined;
	return (json) => {
		const values = readers.map(([key, read]) => [key, read(json)] as const);
		return values.some(([, value]) => value === undefined) ? undefined : Object.fromEntries(values);
	};
}

const known = (values: unknown[]): unknown[] | undefined => (values.includes(undefined) ? undefined : values);

function fieldReader(expression: string): PlainReader | undefined {
	const path = fieldOfItem.exec(expression)?.[1];
	if (path === undefined) return undefined;
	const names = [...path.matchAll(steps)].map((step) => step.slice(1).find((name) => name !== undefined) ?? '');
	if (names.some((name) => refused.has(name))) return undefined;
	return (json) => {
		let value: unknown = json;
		for (const name of names) {
			if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
			value = Reflect.get(value, name);
		}
		return typeof value === 'object' && value !== null ? undefined : value;
	};
}
