import { socketRig } from './socketRig.ts';

jest.setTimeout(30_000);

// n8n reads its settings when it first needs them.
process.env.N8N_SSRF_PROTECTION_ENABLED = 'true';
afterAll(() => {
	delete process.env.N8N_SSRF_PROTECTION_ENABLED;
});

it('n8n’s own filter of addresses is asked before anything connects', async () => {
	const rig = await socketRig();
	const attempts: string[] = [];
	rig.simulator.server.on('connection', () => attempts.push('connection'));
	await expect(rig.begin().response).rejects.toThrow(
		/n8n did not allow the connection to 127\.0\.0\.1:\d+\. .*ask whoever runs this n8n to allow the address/,
	);
	expect([attempts, rig.clock.pending]).toEqual([[], 0]);
	await rig.close();
});
