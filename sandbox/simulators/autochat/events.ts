/** The documented types of events on the tenant's WebSocket that the simulator causes by itself (section 5). */
export type TenantEventType = 'conversation:new' | 'conversation:updated' | 'conversation:qualified' | 'message:new';

/**
 * Something the dashboard of a tenant hears of, in the order it happens: the tenant's WebSocket delivers it, and the
 * option `onEvent` of the simulator hears of it.
 */
export interface TenantEvent {
	tenantId: string;
	type: TenantEventType;
	/** The payload of the event, a copy as of its moment. */
	data: Record<string, unknown>;
}
