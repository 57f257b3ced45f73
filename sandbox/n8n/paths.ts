import { join } from 'node:path';

/** The checkout this sandbox belongs to. */
export const checkout = join(import.meta.dirname, '..', '..');

/** The private npm project whose only dependency is n8n. */
export const hostFolder = join(checkout, 'sandbox', 'host');

/** Everything the sandbox makes and can throw away: built package, n8n's data, logs. Git-ignored. */
export const workFolder = join(checkout, '.sandbox');
