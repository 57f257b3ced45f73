/** One assumption about a vendor's API: the positions it can have (the default first), and what it stands for. */
export interface AssumptionSwitch {
	readonly positions: readonly [byDefault: string, ...others: string[]];
	readonly standsFor: string;
	/** Section of the vendor's API page. */
	readonly section: string;
}

/** A position for every switch of a vendor's table. */
export type Positions<Table extends Readonly<Record<string, AssumptionSwitch>>> = {
	[Name in keyof Table]: Table[Name]['positions'][number];
};

/** The default of every switch, with `overrides` on top. Throws on a switch or a position that does not exist. */
export function resolvePositions<const Table extends Readonly<Record<string, AssumptionSwitch>>>(
	table: Table,
	overrides: Partial<Positions<Table>> = {},
): Positions<Table> {
	const wanted: Readonly<Record<string, string | undefined>> = overrides;
	for (const name of Object.keys(wanted)) {
		if (table[name] === undefined) throw new Error(`There is no assumption "${name}"`);
	}
	const resolved = Object.entries(table).map(([name, { positions }]) => {
		const position = wanted[name] ?? positions[0];
		if (!positions.includes(position)) {
			throw new Error(`Assumption "${name}" is one of ${positions.join(', ')}, not "${position}"`);
		}
		return [name, position];
	});
	return Object.fromEntries(resolved) as Positions<Table>;
}
