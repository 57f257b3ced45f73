import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

/** Fields that can be emptied, by name, with the labels under which they are set. */
type Clearable<Name extends string> = Readonly<Record<Name, string>>;

/**
 * Emptying fields on purpose, for updates: a field that is left empty stays as it is, so emptying one takes a word of
 * its own. Returns the property, its schema, and the check that nothing is set and emptied at once.
 */
export function clearFields<Name extends string>(clearable: Clearable<Name>, description: string) {
	const isName = (name: string): name is Name => name in clearable;
	const names = Object.keys(clearable).filter(isName);
	const property: INodeProperties = {
		displayName: 'Clear Fields',
		name: 'clearFields',
		type: 'multiOptions',
		options: names.map((value) => ({ name: clearable[value], value })),
		default: [],
		description,
	};
	const schema = z
		.array(
			z
				.string()
				.refine(isName, (name) => ({ message: `has to be one of ${names.join(', ')}, not "${name.slice(0, 60)}"` })),
		)
		.nullish()
		.transform((cleared) => cleared ?? []);
	const check = (
		fields: Readonly<Partial<Record<Name, unknown>>> & { readonly clearFields?: readonly Name[] },
		context: z.RefinementCtx,
	): void => {
		for (const name of fields.clearFields ?? []) {
			if (fields[name] === undefined) continue;
			context.addIssue({
				code: z.ZodIssueCode.custom,
				path: ['clearFields'],
				message: `names ${clearable[name]}, which is set as well. Keep one of the two.`,
			});
		}
	};
	return { property, schema, check };
}

/** Null for each of these fields, as the vendor wants it. */
export function nulls(names: readonly string[] = []): Record<string, null> {
	return Object.fromEntries(names.map((name) => [name, null]));
}

/** Whether any of these fields has a value. */
export function isAnySet(fields: object): boolean {
	return Object.values(fields).some((value) => value !== undefined);
}
