import type { AssumptionSwitch } from '../assumptionSwitches.ts';

/**
 * What Autochat does not document about the tenant's WebSocket (section 5). Decided without a switch: the deadline
 * counts from the opening; every connection of a tenant gets every event of it.
 */
export const socketAssumptions = {
	socketAnswer: {
		positions: ['silence', 'authSuccess', 'connected'],
		standsFor: 'What a good token is answered with: nothing, or a frame of the type auth:success or connected.',
		section: '5',
	},
	socketRefusal: {
		positions: ['errorThen1008', 'errorThenNothing', '1008', '4001', '4401', 'noCode', 'cut'],
		standsFor: 'How a connection ends that does not sign in, or not in time: error frame, close code, or a cut line.',
		section: '5',
	},
	socketLateFrame: {
		positions: ['ignored', 'error'],
		standsFor: 'What a frame is answered with that comes after the first one.',
		section: '5',
	},
	socketExpiry: {
		positions: ['staysUp', 'closed'],
		standsFor: 'What becomes of a connection whose token expires meanwhile.',
		section: '5',
	},
	socketsPerTenant: {
		positions: ['any', 'newestOnly', 'oneOnly'],
		standsFor: 'A second connection of a tenant: beside the first one, instead of it, or refused.',
		section: '5',
	},
	socketPing: {
		positions: ['every30Seconds', 'off'],
		standsFor: 'Whether the server sends pings, and ends a connection that does not answer them.',
		section: '5',
	},
} as const satisfies Record<string, AssumptionSwitch>;
