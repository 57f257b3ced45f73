import type { Answer } from '../answer.ts';
import type { RoutedRequest } from '../definition.ts';
import type { Assumptions } from './assumptions.ts';
import type { LiveChatAiState } from './state.ts';

/** One call of an operation. */
export interface Call {
	request: RoutedRequest;
	state: LiveChatAiState;
	assumptions: Assumptions;
}

export type Handler = (call: Call) => Answer;

/** A part of the operations. */
export type Handlers<Name extends string> = Record<Name, Handler>;

/** The general envelope of section 3. */
export function success(data: unknown, message?: string): Answer {
	return { status: 200, json: { status: 'success', message, data } };
}

/** The value, or what the API says where there is none (section 9). */
export function orAbsent<Value>(
	value: Value | null,
	{ assumptions }: Pick<Call, 'assumptions'>,
): Value | null | undefined {
	return value === null && assumptions.absentValues === 'omitted' ? undefined : value;
}
