import { type AssumptionSwitch, type Positions, resolvePositions } from '../assumptionSwitches.ts';
import { switches } from './assumptionSwitches.ts';

/** The switches, checked to have the shape that they are resolved by. */
export const assumptions = switches satisfies Record<string, AssumptionSwitch>;

/** A position for every switch. */
export type Assumptions = Positions<typeof assumptions>;

/** The default of every switch, with `overrides` on top. Throws on a switch or a position that does not exist. */
export function resolveAssumptions(overrides: Partial<Assumptions> = {}): Assumptions {
	return resolvePositions(assumptions, overrides);
}
