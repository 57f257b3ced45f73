import type { SimulatorRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';

/** The key that may do everything. */
export const sandboxKey = 'lp_sandbox_key';
/** A key that may only read: everything but GET is answered with 403. */
export const readOnlyKey = 'lp_sandbox_readonly';

const mayWrite = new Map([
	[sandboxKey, true],
	[readOnlyKey, false],
]);

/** Whether a key may use this HTTP method. */
export function allows(apiKey: string, method: string): boolean {
	return method === 'get' || mayWrite.get(apiKey) === true;
}

/** The known key a request carries in the header of section 1. */
export function keyOf(request: SimulatorRequest, assumptions: Assumptions): string | undefined {
	const candidates = [request.headers['x-api-key']];
	if (assumptions.keyHeader === 'bearerToo') {
		candidates.push(/^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1]);
	}
	return candidates.flat().find((key) => key !== undefined && mayWrite.has(key));
}
