import { createHmac } from 'node:crypto';

/** The seeded secret of every agent whose identification is secure. */
const secret = 'lca_sandbox_identification_secret';

/** The hash an agent with secure identification wants for a person (assumed algorithm, section 6.2). */
export function userHashOf(distinctId: string): string {
	return createHmac('sha256', secret).update(distinctId).digest('hex');
}
