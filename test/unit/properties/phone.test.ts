import { normalisePhone, phoneNumber } from '../../../nodes/shared/properties/phone.ts';

const good = '+4915112345678';

describe('normalisePhone', () => {
	it.each([
		['as it should be', good],
		['spaces', '+49 151 12345678'],
		['spaces around it', `  ${good}  `],
		['a line break after it', `${good}\r\n`],
		['tabs', '+49\t151\t12345678'],
		['no-break spaces', '+49\u00a0151\u00a012345678'],
		['narrow no-break spaces', '+49\u202f151\u202f12345678'],
		['figure and ideographic spaces', '+49\u2007151\u300012345678'],
		['hyphens', '+49-151-12345678'],
		['Unicode hyphens', '+49\u2010151\u201112345678'],
		['figure, en and em dashes', '+49\u2012151\u20131234\u20145678'],
		['a horizontal bar', '+49\u201515112345678'],
		['a minus sign', '+49\u2212151\u221212345678'],
		['a full-width hyphen', '+49\uff0d15112345678'],
		['a small hyphen', '+49\ufe6315112345678'],
		['soft hyphens', '+49\u00ad151\u00ad12345678'],
		['brackets', '+49 (151) 12345678'],
		['square brackets', '+49 [151] 12345678'],
		['00', '004915112345678'],
		['00 with spaces', '00 49 151 12345678'],
		['00 in brackets', '(0049) 151 12345678'],
		['a zero-width space', '\u200b+49151\u200b12345678'],
		['direction marks', `\u202a${good}\u202c`],
		['direction isolates', `\u2066${good}\u2069`],
		['left-to-right and right-to-left marks', `\u200e${good}\u200f`],
		['the Arabic direction mark', `\u061c${good}`],
		['a byte order mark', `\ufeff${good}`],
		['a word joiner', `+49\u2060${good.slice(3)}`],
	])('accepts %s', (_, text) => {
		expect(normalisePhone(text)).toBe(good);
	});

	it.each([
		['+12', '+12'],
		['+123456789012345', '+123456789012345'],
		['+1 (555) 555-5555', '+15555555555'],
		['+39 06 1234567', '+39061234567'],
		['001 234 567 890', '+1234567890'],
	])('makes %s %s', (text, expected) => {
		expect(normalisePhone(text)).toBe(expected);
	});

	it.each([
		['nothing', ''],
		['blanks', ' \u00a0 '],
		['only a plus', '+'],
		['one digit', '+1'],
		['sixteen digits', '+1234567890123456'],
		['sixteen digits with 00', '001234567890123456'],
		['no country code', '015112345678'],
		['no plus', '4915112345678'],
		['a plus and a zero', '+015112345678'],
		['a plus and 00', '+004915112345678'],
		['three zeros', '0004915112345678'],
		['two pluses', '++4915112345678'],
		['a plus within', '49+15112345678'],
		['two numbers', `${good} ${good}`],
		['two numbers on two lines', `${good}\n${good}`],
		['two numbers with a comma', `${good},${good}`],
		['the zero in brackets', '+49 (0) 151 12345678'],
		['the zero in brackets with blanks', '+49 ( 0 ) 151 12345678'],
		['the zero in brackets with direction marks', '+49 (\u200e0\u200e) 151 12345678'],
		['the zero in square brackets', '+49 [0] 151 12345678'],
		['the zero in brackets after 00', '0049(0)15112345678'],
		['letters', '+49 151 CALL ME'],
		['an extension', `${good} ext. 5`],
		['a label', `tel:${good}`],
		['dots', '+49.151.12345678'],
		['a slash', '+49151/12345678'],
		['an underscore', '+49_15112345678'],
		['a hash', `${good}#5`],
		['full-width digits', '+49151\uff11\uff12\uff13'],
		['a full-width plus', '\uff0b4915112345678'],
		['Arabic digits', '+\u0664\u0669\u0661\u0665\u0661'],
		['an exponent', '4.915112345678e12'],
		['control characters', '+49151\u000012345678'],
		['a WhatsApp id', '4915112345678@s.whatsapp.net'],
		['an object’s text', '[object Object]'],
	])('refuses %s', (_, text) => {
		expect(normalisePhone(text)).toBeUndefined();
	});
});

describe('phoneNumber', () => {
	const problemOf = (value: unknown): string | undefined => phoneNumber.safeParse(value).error?.issues[0]?.message;

	it('accepts what normalisePhone accepts', () => {
		expect(phoneNumber.parse(' 0049 151-12345678')).toBe(good);
	});

	it.each<[string, unknown, string]>([
		['nothing', undefined, 'nothing'],
		['null', null, 'nothing'],
		['an empty text', '', 'nothing'],
		['blanks', ' \n', 'nothing'],
		['a number, which has lost its plus', 4_915_112_345_678, '"4915112345678"'],
		['a number too long to be written out', 1e21, '"1e+21"'],
		['a text', 'call me', '"call me"'],
		['direction marks', '\u202e0151', '"0151"'],
		['a long text', 'x'.repeat(500), `"${'x'.repeat(59)}…"`],
	])('refuses %s and shows what it received', (_, value, received) => {
		expect(problemOf(value)).toMatch(/^has to be a phone number with its country code/);
		expect(problemOf(value)).toContain(`Received: ${received}`);
	});

	it.each<[string, unknown]>([
		['a list', [good]],
		['an object', { phone: good }],
		['true', true],
		['a date', new Date(0)],
	])('refuses %s, and does not call it nothing', (_, value) => {
		expect(problemOf(value)).toMatch(/^has to be a phone number/);
		expect(problemOf(value)).not.toContain('Received: nothing');
	});
});
