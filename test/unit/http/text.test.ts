import {
	hasControlCharacter,
	printable,
	spokenDuration,
	spokenTime,
	withoutSecrets,
} from '../../../nodes/shared/http/text.ts';

describe('printable', () => {
	it.each([
		['plain', 'Zoë 名 👍', 'Zoë 名 👍'],
		['line breaks', 'a\r\nb\tc', 'a b c'],
		['a bell and an escape sequence', '\u0007\u001b[31mred', '[31mred'],
		['delete and C1 controls', 'a\u007f\u0085b', 'a b'],
		['direction overrides', 'a\u202egnp.exe\u202c', 'a gnp.exe'],
		['direction isolates', '\u2066a\u2069', 'a'],
		['direction marks', 'a\u200e\u200fb', 'a b'],
		['the Arabic direction mark', 'a\u061cb', 'a b'],
		['zero-width characters', 'a\u200b\u2060\ufeffb', 'a b'],
		['line and paragraph separators', 'a\u2028\u2029b', 'a b'],
		['many blanks', '  a    b  ', 'a b'],
		['nothing but controls', '\u0000\u0001', ''],
		['empty', '', ''],
	])('%s', (_, text, expected) => {
		expect(printable(text)).toBe(expected);
	});

	it.each([
		['as long as allowed', 'x'.repeat(500), undefined, 'x'.repeat(500)],
		['one too long', 'x'.repeat(501), undefined, `${'x'.repeat(499)}…`],
		['its own length', 'abcdef', 5, 'abcd…'],
		['just its own length', 'abcde', 5, 'abcde'],
		['short once it is clean', 'a\n\n\n\n\nb', 3, 'a b'],
	])('bounds the length: %s', (_, text, longest, expected) => {
		expect(printable(text, longest)).toBe(expected);
	});

	it('does not cut a character in half', () => {
		expect(printable('👍'.repeat(10), 6)).not.toMatch(/\p{Surrogate}/u);
	});
});

describe('hasControlCharacter', () => {
	it.each([
		['sk_test_abc', false],
		['clé', false],
		['a b', false],
		['', false],
		['sk\n', true],
		['sk\r', true],
		['\tsk', true],
		['s\u0000k', true],
		['sk\u007f', true],
	])('%j: %s', (text, expected) => {
		expect(hasControlCharacter(text)).toBe(expected);
	});
});

describe('withoutSecrets', () => {
	it.each<[string, string, readonly string[], string]>([
		['none', 'a text', [], 'a text'],
		['one, twice', 'sk_12345 and sk_12345', ['sk_12345'], '[hidden] and [hidden]'],
		['within a word', 'xsk_12345x', ['sk_12345'], 'x[hidden]x'],
		['characters that mean something in patterns', 'key a.*+$&b', ['a.*+$&b'], 'key [hidden]'],
		['such characters are nothing else', 'key aXXXb', ['a.*b'], 'key aXXXb'],
		['the encoded form', 'u?k=s%2Fk%3D1', ['s/k=1', 's%2Fk%3D1'], 'u?k=[hidden]'],
		['four characters', 'abcd', ['abcd'], '[hidden]'],
		['three characters, too short to hide', 'abc', ['abc'], 'abc'],
		['an empty secret', 'abc', [''], 'abc'],
		['two', 'first1 second2', ['first1', 'second2'], '[hidden] [hidden]'],
		['a longer one that begins with a shorter one', 'key abcdefgh', ['abcd', 'abcdefgh'], 'key [hidden]'],
	])('%s', (_, text, secrets, expected) => {
		expect(withoutSecrets(text, secrets)).toBe(expected);
	});
});

describe('spokenDuration', () => {
	it.each([
		[-5, '1 second'],
		[0, '1 second'],
		[1, '1 second'],
		[1_000, '1 second'],
		[1_001, '2 seconds'],
		[119_000, '119 seconds'],
		[119_001, '2 minutes'],
		[120_000, '2 minutes'],
		[120_001, '3 minutes'],
		[3_600_000, '60 minutes'],
		[7_140_000, '119 minutes'],
		[7_140_001, '2 hours'],
		[7_200_001, '3 hours'],
		[86_400_000, '24 hours'],
	])('%i ms: %s', (milliseconds, expected) => {
		expect(spokenDuration(milliseconds)).toBe(expected);
	});
});

describe('spokenTime', () => {
	const winter = Date.UTC(2026, 10, 21, 14, 0, 5);
	const summer = Date.UTC(2026, 6, 1, 22, 30, 0);
	it.each([
		[winter, 'Europe/Berlin', '21 Nov 2026, 15:00:05 (Europe/Berlin)'],
		[summer, 'Europe/Berlin', '2 Jul 2026, 00:30:00 (Europe/Berlin)'],
		[winter, 'America/New_York', '21 Nov 2026, 09:00:05 (America/New_York)'],
		[winter, 'Asia/Kathmandu', '21 Nov 2026, 19:45:05 (Asia/Kathmandu)'],
		[winter, 'UTC', '21 Nov 2026, 14:00:05 (UTC)'],
		[Date.UTC(2027, 0, 1) - 1, 'Pacific/Kiritimati', '1 Jan 2027, 13:59:59 (Pacific/Kiritimati)'],
		[winter, 'Middle/Earth', '21 Nov 2026, 14:00:05 (UTC)'],
		[winter, '', '21 Nov 2026, 14:00:05 (UTC)'],
		[winter, 'DEFAULT', '21 Nov 2026, 14:00:05 (UTC)'],
		[0, 'UTC', '1 Jan 1970, 00:00:00 (UTC)'],
	])('%i in %s: %s', (epochMs, zone, expected) => {
		expect(spokenTime(epochMs, zone)).toBe(expected);
	});
});
