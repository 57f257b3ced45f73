import { tenantIds } from './tenants.ts';
import { pastExpiry, signToken } from './tokens.ts';

/** The widget token of a tenant (section 2a). */
export const widgetTokenOf = (tenantId: string): string => signToken('widget', tenantId);
/** The JWT of a dashboard session of a tenant (section 2b). */
export const jwtOf = (tenantId: string): string => signToken('dashboard', tenantId);

/** The widget token of the sandbox tenant. */
export const sandboxWidgetToken = widgetTokenOf(tenantIds.sandbox);
/** The JWT of the sandbox tenant. */
export const sandboxJwt = jwtOf(tenantIds.sandbox);
/** Tokens of the sandbox tenant that are out of date. */
export const expiredWidgetToken = signToken('widget', tenantIds.sandbox, pastExpiry);
export const expiredJwt = signToken('dashboard', tenantIds.sandbox, pastExpiry);
