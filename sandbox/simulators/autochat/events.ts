/** The documented types of events on the tenant's WebSocket that the simulator causes (section 5). */
export type TenantEventType = 'conversation:new' | 'conversation:updated' | 'conversation:qualified' | 'message:new';

/**
 * Something the dashboard of a tenant hears of, in the order it happens. Nothing is delivered here: the
 * option `onEvent` of the simulator hears of every event, and the tenant's WebSocket, which is not simulated
 * yet, begins there. It finds the tenant of a JWT with `readToken`.
 */
export interface TenantEvent {
	tenantId: string;
	type: TenantEventType;
	/** The payload of the event, a copy as of its moment. */
	data: Record<string, unknown>;
}
