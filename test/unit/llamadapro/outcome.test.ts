import { pauseAfter } from '../../../nodes/LlamadaPro/actions/call/outcome.ts';

it.each([
	{ longest: 15_000, pauses: [2_000, 4_000, 8_000, 15_000, 15_000] },
	{ longest: 60_000, pauses: [2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000] },
	{ longest: 500, pauses: [500, 500] },
])('pauses between looks at a call grow up to $longest ms', ({ longest, pauses }) => {
	expect(pauses.map((_, index) => pauseAfter(index + 1, longest))).toEqual(pauses);
});

it('a wait of days does not overflow', () => {
	expect(pauseAfter(100_000, 15_000)).toBe(15_000);
});
