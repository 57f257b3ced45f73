import {
	answerDigest,
	comparableQuestion,
	comparableTags,
	questionKey,
	textToSend,
} from '../../../nodes/shared/knowledgeSync/text.ts';

describe('questionKey', () => {
	it.each([
		['capitals', 'How LONG does it take?', 'how long does it take?'],
		['white space around it', '  How long? ', 'How long?'],
		['white space inside it', 'How\t long\n does\u00a0it  take?', 'How long does it take?'],
		['no question mark', 'How long does it take', 'How long does it take?'],
		['another end', 'Opening hours!?...', 'Opening hours'],
		['a space before the question mark', 'Combien ?', 'Combien?'],
		['an ellipsis of one character', 'And then…', 'And then...'],
		['Spanish marks', '¿Cuánto tarda?', 'Cuánto tarda'],
		['full-width characters', 'Ｐｒｉｃｅ？', 'Price?'],
		['a Chinese full stop', '营业时间。', '营业时间'],
		['an Arabic question mark', 'كم السعر؟', 'كم السعر'],
		['accents of two characters', 'Cafe\u0301 open?', 'Café open?'],
		['a ligature', 'O\ufb03ce hours', 'Office hours'],
		['invisible characters', '\ufeffRe\u00adturns\u200b?', 'Returns?'],
	])('the same in spite of %s', (_, one, other) => {
		expect(questionKey(one)).toBe(questionKey(other));
		expect(questionKey(one)).not.toBe('');
	});

	it.each([
		['a word', 'How long does it take?', 'How long will it take?'],
		['an accent', 'El papa?', 'El papá?'],
		['other signs at the end', 'Do you use C?', 'Do you use C#?'],
		['a sign inside', 'Can I pay 1.5?', 'Can I pay 15?'],
		['a space between words', 'Every day?', 'Everyday?'],
		['marks only', '?', '!?'],
	])('another because of %s', (_, one, other) => {
		expect(questionKey(one)).not.toBe(questionKey(other));
	});

	it.each(['', ' \n\t', '\u00a0\u200b\ufeff'])('nothing of %j', (text) => {
		expect(questionKey(text)).toBe('');
	});
});

describe('what counts as a change', () => {
	it.each([
		['capitals of a question', comparableQuestion('shipping?'), comparableQuestion('Shipping?'), true],
		['the end of a question', comparableQuestion('Shipping?'), comparableQuestion('Shipping'), true],
		['white space in a question', comparableQuestion(' How  long? '), comparableQuestion('How long?'), false],
		['the form of an accent', comparableQuestion('Cafe\u0301?'), comparableQuestion('Café?'), false],
		['capitals of an answer', answerDigest('yes'), answerDigest('Yes'), true],
		['white space inside an answer', answerDigest('a\n\nb'), answerDigest('a\nb'), true],
		['white space around an answer', answerDigest('\n Yes \n'), answerDigest('Yes'), false],
		['line ends of an answer', answerDigest('a\r\nb\rc'), answerDigest('a\nb\nc'), false],
		['order of tags', comparableTags(['b', 'a']), comparableTags(['a', 'b']), false],
		['a repeated tag', comparableTags(['a', ' a ']), comparableTags(['a']), false],
		['capitals of a tag', comparableTags(['A']), comparableTags(['a']), true],
		['a comma in a tag', comparableTags(['a,b']), comparableTags(['a', 'b']), true],
	])('%s', (_, one, other, isChange) => {
		expect(one !== other).toBe(isChange);
	});
});

it('is sent without white space around it and with one kind of line end', () => {
	expect(textToSend('\ufeff\r\n a\r\n  b \r\n')).toBe('a\n  b');
});
