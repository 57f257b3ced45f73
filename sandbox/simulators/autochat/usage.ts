import type { Assumptions } from './assumptions.ts';
import { AutochatRefusal } from './errors.ts';
import type { Meters, Tenant } from './tenants.ts';

/** Refuses with 429 what a spent plan does not pay for (sections 3.1, 3.3 and 4). */
export function checkPlan(
	tenant: Tenant,
	meter: keyof Meters,
	isNew: boolean,
	{ spentPlan }: Pick<Assumptions, 'spentPlan'>,
): void {
	if (tenant.used[meter] < tenant.plan[meter] || spentPlan === 'billed') return;
	if (isNew || spentPlan === 'everyMessage') throw new AutochatRefusal(429, 'Usage limit exceeded');
}
