const longestShownText = 500;

/** Everything a terminal, a log or an HTML page could act on: control characters and text-direction marks. */
const unprintable = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+/g;

/** Whether a header or a URL could not carry this text. */
export function hasControlCharacter(text: string): boolean {
	return /[\u0000-\u001f\u007f]/.test(text);
}

/** Foreign text made fit to be shown: no control characters, one line, at most 500 characters. */
export function printable(text: string, longest = longestShownText): string {
	const clean = text.replace(unprintable, ' ').replace(/ {2,}/g, ' ').trim();
	if (clean.length <= longest) return clean;
	const cut = clean.slice(0, longest - 1);
	// An emoji is two units long: half of one is no character.
	return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}

/** Replaces every secret in a text. Secrets shorter than 4 characters are left: they would garble every text. */
export function withoutSecrets(text: string, secrets: readonly string[]): string {
	const longestFirst = secrets.toSorted((first, second) => second.length - first.length);
	return longestFirst.reduce(
		(result, secret) => (secret.length < 4 ? result : result.split(secret).join('[hidden]')),
		text,
	);
}

/** "12 seconds", "4 minutes": a wait as a person would say it. */
export function spokenDuration(milliseconds: number): string {
	const seconds = Math.max(1, Math.ceil(milliseconds / 1_000));
	if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
	const minutes = Math.ceil(seconds / 60);
	return minutes < 120 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

/**
 * A moment on the clock of a time zone: "21 Nov 2026, 15:00:00 (Europe/Berlin)".
 * An unknown zone falls back to UTC, and says so.
 */
export function spokenTime(epochMs: number, timeZone: string): string {
	const format = (zone: string): string =>
		`${new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: zone }).format(epochMs)} (${zone})`;
	try {
		return format(timeZone);
	} catch {
		return format('UTC');
	}
}
