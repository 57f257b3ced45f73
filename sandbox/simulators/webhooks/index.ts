/** The door to what the simulators share for sending webhooks. */
export { WebhookSender } from './sender.ts';
export type { Delivery, DeliveryAttempt } from './sender.ts';
export { signatureOf } from './signing.ts';
export type { Signing } from './signing.ts';
export { TestClock } from './testClock.ts';
