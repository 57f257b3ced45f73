import type { SimulatorRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import { AutochatRefusal } from './errors.ts';
import type { Tenant } from './tenants.ts';

/** Refuses a request from a domain that is not on the tenant's allow list, if it has one (section 2a). */
export function checkDomain(request: SimulatorRequest, { allowedDomains }: Tenant, assumptions: Assumptions): void {
	if (allowedDomains.length === 0) return;
	const { origin, referer } = request.headers;
	const source = origin ?? (assumptions.domainHeader === 'originOrReferer' ? referer : undefined);
	if (source === undefined && assumptions.unknownDomain === 'accepted') return;
	const host = URL.canParse(source ?? '') ? new URL(source ?? '').hostname : undefined;
	if (host === undefined || !allowedDomains.includes(host)) throw new AutochatRefusal(403, 'Domain not authorized');
}
