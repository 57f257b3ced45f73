import { DateTime } from 'luxon';
import type { INodeProperties } from 'n8n-workflow';

const dateWithoutZone = /^\s*\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?)?\s*$/;

/** Whether a field holds a date at any depth. */
export function holdsDates(property: INodeProperties): boolean {
	return property.type === 'dateTime' || childrenOf(property).some(holdsDates);
}

/** The fields inside a collection, and inside the groups of a fixed collection. */
function childrenOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type !== 'fixedCollection') return [];
	return options.flatMap((group) => ('values' in group ? group.values : []));
}

/**
 * Gives dates without a zone the workflow's: that is what n8n's date picker stores and what people mean who type one.
 * "2026-03-01 09:00" in Berlin becomes 2026-03-01T09:00:00.000+01:00. Everything else stays as it is.
 *
 * @param timeZone IANA name
 */
export function withTimeZone(property: INodeProperties, value: unknown, timeZone: string): unknown {
	if (property.type === 'dateTime') return inTimeZone(value, timeZone);
	const children = childrenOf(property).filter(holdsDates);
	return children.length === 0 ? value : withTimeZoneInside(children, value, timeZone);
}

function withTimeZoneInside(children: readonly INodeProperties[], value: unknown, timeZone: string): unknown {
	if (Array.isArray(value)) return value.map((entry) => withTimeZoneInside(children, entry, timeZone));
	if (typeof value !== 'object' || value === null) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, inner]: [string, unknown]) => {
			const child = children.find(({ name }) => name === key);
			// Between a fixed collection and its fields stand the names of its groups.
			return [key, child ? withTimeZone(child, inner, timeZone) : withTimeZoneInside(children, inner, timeZone)];
		}),
	);
}

/** A date as text without a zone, in a zone; everything else as it is. */
export function inTimeZone(value: unknown, timeZone: string): unknown {
	if (typeof value !== 'string' || !dateWithoutZone.test(value)) return value;
	const date = DateTime.fromISO(value.trim().replace(' ', 'T'), { zone: timeZone });
	return date.isValid ? date.toISO() : value;
}
