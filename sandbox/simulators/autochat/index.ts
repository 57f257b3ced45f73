/** The door to the Autochat simulator for everything outside this folder. */
export { startAutochatSimulator } from './autochatSimulator.ts';
export type { AutochatSimulator, AutochatSimulatorOptions } from './autochatSimulator.ts';
export { assumptions } from './assumptions.ts';
export type { Assumptions } from './assumptions.ts';
export { seededIds } from './conversationSeed.ts';
export { routes } from './routes.ts';
export type { AutochatRoute, RouteName } from './routes.ts';
export { allowedDomains, assistantIds, tenantIds } from './tenants.ts';
export type { Tenant } from './tenants.ts';
export { expiredJwt, expiredWidgetToken, jwtOf, sandboxJwt, sandboxWidgetToken, widgetTokenOf } from './keys.ts';
export { signToken } from './tokens.ts';
export type { Channel, ContactData, Conversation, Message } from './conversation.ts';
export type { TenantEvent, TenantEventType } from './events.ts';
export type { LoggedConnection } from './socketConnection.ts';
export type { TenantSocket } from './tenantSocket.ts';
export type { AutochatState } from './state.ts';
export type { TrackedEvent } from './tracking.ts';
