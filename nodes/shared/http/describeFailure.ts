import type { Answer, NoAnswerCause } from './answer';
import type { Endpoint } from './endpoint';
import type { FailureDetails, FailureOutcome } from './failure';
import type { RateLimitReading } from './rateLimitHeaders';
import type { StopReason } from './retry';
import { printable, spokenDuration, spokenTime, withoutSecrets } from './text';
import type { ErrorHint, VendorError, VendorProfile } from './vendor';

/** Why an answer with a success status is of no use. */
export type UnusableAnswer = 'webPage' | 'brokenJson' | 'wrongShape';

export interface FailedRequest {
	readonly vendor: VendorProfile;
	readonly endpoint: Pick<Endpoint, 'method' | 'path' | 'unknownOutcome'>;
	readonly answer: Answer;
	/** The error body as parsed, where there was one. */
	readonly body?: unknown;
	readonly unusable?: UnusableAnswer;
	/** What an answer with a success status says that is a refusal all the same. */
	readonly refusal?: VendorError;
	/** Which part of the answer has the wrong shape. */
	readonly unusableDetail?: string;
	readonly outcome: FailureOutcome;
	readonly reason: StopReason;
	readonly reading: RateLimitReading;
	readonly attempts: number;
	readonly waitedMs: number;
	readonly waitBudgetMs: number;
	/** This machine's time in milliseconds. */
	readonly now: number;
	/** IANA name, for times in texts. */
	readonly timeZone: string;
	readonly secrets: readonly string[];
}

interface Explanation {
	readonly message: string;
	readonly advice: string;
}

const noAnswerTexts: Readonly<Record<NoAnswerCause, (vendor: string, detail: string) => Explanation>> = {
	neverSent: (vendor, detail) => ({
		message: `${vendor} could not be reached`,
		advice: `No connection was made, so nothing was sent (${detail}). Check the base URL in the credential and this server's internet connection.`,
	}),
	notTrusted: (vendor, detail) => ({
		message: `${vendor}'s server certificate was not accepted`,
		advice: `Nothing was sent (${detail}). Check the base URL in the credential. If a company proxy inspects traffic, its certificate has to be known to n8n.`,
	}),
	blocked: (vendor, detail) => ({
		message: `n8n did not allow the request to ${vendor}`,
		advice: `Nothing was sent (${detail}). Check the base URL in the credential, or ask whoever runs this n8n to allow the address.`,
	}),
	timeout: (vendor) => ({
		message: `${vendor} did not answer in time`,
		advice: 'Try again later, or raise the Timeout option.',
	}),
	connectionLost: (vendor, detail) => ({
		message: `The connection to ${vendor} was lost before an answer arrived`,
		advice: `The connection ended early (${detail}).`,
	}),
	credentialRefused: (vendor, detail) => ({
		message: `The ${vendor} credential cannot be used`,
		advice: `Nothing was sent. ${detail}`,
	}),
	cancelled: (vendor) => ({
		message: `The execution was stopped while ${vendor} had not answered yet`,
		advice: 'Nothing more is sent after a stop.',
	}),
};

const unusableTexts: Readonly<Record<UnusableAnswer, (vendor: string, detail: string) => Explanation>> = {
	webPage: (vendor) => ({
		message: `${vendor} answered with a web page instead of data`,
		advice: 'Check the base URL in the credential. A proxy or a sign-in page may stand between n8n and the service.',
	}),
	brokenJson: (vendor) => ({
		message: `${vendor}'s answer broke off or is not valid JSON`,
		advice: 'The connection or a proxy may have cut the answer short.',
	}),
	wrongShape: (vendor, detail) => ({
		message: `${vendor}'s answer is not what its documentation describes`,
		advice: `${detail} Check the base URL in the credential; if it is right, the service may have changed.`,
	}),
};

/** How much of the vendor's words a text quotes: the advice has to fit beside them. */
const longestQuote = 300;
const longestName = 150;

function hintFor(vendor: VendorProfile, code: string | undefined, status: number): ErrorHint | undefined {
	const byCode = code !== undefined && Object.hasOwn(vendor.codeHints, code) ? vendor.codeHints[code] : undefined;
	return byCode ?? vendor.statusHints[status];
}

function explainStatus(request: FailedRequest, status: number): Explanation & { code?: string; parameter?: string } {
	const { vendor, body, refusal } = request;
	const error = refusal ?? vendor.readError(body);
	const said = error?.message === undefined ? '' : printable(error.message, longestQuote);
	const hint = hintFor(vendor, error?.code, status);
	const unexplained =
		refusal === undefined
			? `${vendor.name} answered with HTTP status ${status} and no explanation`
			: `${vendor.name} refused and gave no explanation`;
	const words = said === '' ? undefined : `${vendor.name}: ${said}`;
	const facts = [
		hint?.message !== undefined && said !== '' ? `${vendor.name} says: ${said}` : undefined,
		error?.parameter === undefined ? undefined : `Field: ${printable(error.parameter, longestName)}`,
		error?.documentationUrl === undefined ? undefined : printable(error.documentationUrl, longestName),
	].filter((fact) => fact !== undefined);
	return {
		message: hint?.message ?? words ?? unexplained,
		advice: [hint?.advice, ...facts].filter((part) => part !== undefined).join(' '),
		code: error?.code,
		parameter: error?.parameter,
	};
}

function explain(request: FailedRequest): Explanation & { code?: string; parameter?: string } {
	const { answer, vendor, unusable } = request;
	if (unusable !== undefined) return unusableTexts[unusable](vendor.name, request.unusableDetail ?? '');
	if (answer.kind === 'noAnswer') return noAnswerTexts[answer.cause](vendor.name, answer.detail);
	return explainStatus(request, answer.status);
}

/** What was tried, or why it was not tried again. */
function explainTries(request: FailedRequest, freeAt: number | undefined): string | undefined {
	const { reason, attempts, vendor } = request;
	const tried = attempts > 1 ? `It was tried ${attempts} times over ${spokenDuration(request.waitedMs)}.` : undefined;
	if (reason === 'waitTooLong') {
		const wait = freeAt === undefined ? 'longer' : `${spokenDuration(freeAt - request.now)} more`;
		return [
			tried,
			`Waiting ${wait} would exceed the Longest Wait option (${spokenDuration(request.waitBudgetMs)}): raise it to wait, or run the remaining items later.`,
		]
			.filter((part) => part !== undefined)
			.join(' ');
	}
	if (request.outcome === 'unknown') {
		const open = request.endpoint.unknownOutcome ?? 'it may or may not have been carried out';
		return `This was not repeated automatically: ${open}. Check in ${vendor.name} before you run it again.`;
	}
	return tried;
}

/** Describes a failed request completely, without secrets and without control characters. Pure. */
export function describeFailure(request: FailedRequest): FailureDetails {
	const { answer, reading, now, outcome } = request;
	const status = answer.kind === 'answered' ? answer.status : undefined;
	const explanation = explain(request);
	const freeAt =
		reading.retryAfterMs !== undefined ? now + reading.retryAfterMs : status === 429 ? reading.resetAt : undefined;
	const clean = (text: string, longest?: number): string => printable(withoutSecrets(text, request.secrets), longest);
	const resetTime =
		freeAt === undefined ? 'at a time the service did not name' : `at ${spokenTime(freeAt, request.timeZone)}`;
	const description = [
		explanation.advice.replaceAll('{resetTime}', resetTime),
		explainTries(request, freeAt),
		`(${request.endpoint.method} ${request.endpoint.path}${status === undefined ? '' : `, HTTP ${status}`}${
			explanation.code === undefined ? '' : `, ${printable(explanation.code, longestName)}`
		})`,
	]
		.filter((part) => part !== undefined && part !== '')
		.join(' ');
	return {
		message: clean(outcome === 'unknown' ? `Outcome unknown: ${explanation.message}` : explanation.message, 300),
		description: clean(description, 1_000),
		outcome,
		status,
		code: explanation.code === undefined ? undefined : clean(explanation.code, 100),
		parameter: explanation.parameter === undefined ? undefined : clean(explanation.parameter, 100),
		resetAt: freeAt,
		cancelled: request.reason === 'cancelled' ? true : undefined,
	};
}
