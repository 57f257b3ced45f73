/** What the example campaign has to end with; `npm start -- --once` fails when it does not. */
export const expectedCampaign = {
	recipients: 30,
	sent: 27,
	/** Each failure by what the node says about it: `outcome` and the platform's own `code`. */
	failures: [
		{ what: 'bad phone number, never sent', outcome: 'notSent', code: null, count: 2 },
		{ what: 'unknown template', outcome: 'failed', code: 'template_not_found', count: 1 },
	],
	/** The simulator refuses a burst of messages; the node has to have met at least this many refusals. */
	fewestRateLimited: 1,
};

/** The burst of "too many requests": after 5 messages, the next 6 are refused and told to come back in a second. */
export const rateLimitBurst = {
	name: 'example burst',
	match: { method: 'POST', path: '/v1/messages/templates' },
	after: 5,
	times: 6,
	fault: { type: 'rateLimited' as const, retryAfter: { seconds: 1, as: 'seconds' as const } },
};
