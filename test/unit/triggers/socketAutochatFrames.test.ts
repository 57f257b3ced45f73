import { readFrame } from '../../../nodes/Autochat/trigger/frames.ts';

describe('what a frame of Autochat says', () => {
	it.each([
		['conversation:new', 'event'],
		['conversation:updated', 'event'],
		['conversation:qualified', 'event'],
		['message:new', 'event'],
		['campaign:progress', 'event'],
		['agent:typing', 'event'],
		['__proto__', 'event'],
		['auth', 'accepted'],
		['auth:success', 'accepted'],
		['authenticated', 'accepted'],
		['connected', 'accepted'],
		['Connected', 'accepted'],
		['connected:elsewhere', 'event'],
		['auth:failed', 'refused'],
		['auth_error', 'refused'],
		['authentication.denied', 'refused'],
		['error', 'refused'],
		['ping', 'noise'],
		['pong', 'noise'],
		['heartbeat', 'noise'],
		['keepalive', 'noise'],
		['keep-alive', 'noise'],
		['pinged', 'event'],
	])('type %s: %s', (type, kind) => {
		expect(readFrame(JSON.stringify({ type })).kind).toBe(kind);
	});

	it.each(['', 'x', '{', '[]', 'null', '1', '"message:new"', '{"type":null}', '{"type":{}}', '{}'])(
		'%s: noise',
		(text) => {
			expect(readFrame(text)).toEqual({ kind: 'noise' });
		},
	);

	it('only a documented event proves that the sign-in has worked', () => {
		const isKnown = (type: string) => {
			const message = readFrame(JSON.stringify({ type }));
			return message.kind === 'event' && message.isKnown;
		};
		expect([isKnown('message:new'), isKnown('welcome')]).toEqual([true, false]);
	});

	it('a refusal is shown without what a terminal could act on, and not at any length', () => {
		const message = readFrame(JSON.stringify({ type: 'error', message: `\u001b[31mNo${'!'.repeat(1_000)}` }));
		const said = message.kind === 'refused' ? message.said : '';
		expect(said).toMatch(/^\[31mNo!+…$/);
		expect(said).toHaveLength(300);
	});
});
