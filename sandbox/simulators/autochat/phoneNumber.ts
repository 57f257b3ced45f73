import type { Assumptions } from './assumptions.ts';
import { AutochatRefusal } from './errors.ts';

const e164 = /^\+[1-9]\d{6,14}$/;

/** The number in E.164; others are formatted, those of ten digits as North American ones (section 7). */
export function formatPhone(text: string, { phoneFormat }: Pick<Assumptions, 'phoneFormat'>): string {
	const phone = phoneFormat === 'autoFormatted' ? autoFormat(text) : text;
	if (e164.test(phone)) return phone;
	throw new AutochatRefusal(400, 'phone_number must be in E.164 format');
}

function autoFormat(text: string): string {
	// letters are no punctuation: what has any stays, and is refused
	if (!/^[\d\s().+-]+$/.test(text)) return text;
	const digits = text.replaceAll(/\D/g, '');
	return digits.length === 10 && !text.trim().startsWith('+') ? `+1${digits}` : `+${digits}`;
}
