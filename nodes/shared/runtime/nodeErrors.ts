import type { IBinaryKeyData, INode } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';

import { type FailureDetails, RequestFailure } from '../http/failure';
import { printable } from '../http/text';
import { ParameterProblem } from './fieldChecks';

/** n8n's own error for an item, and what is known about its request. */
export interface ItemError {
	readonly error: NodeApiError | NodeOperationError;
	readonly details: Pick<FailureDetails, 'outcome' | 'code' | 'status' | 'cancelled'>;
	/** In a campaign: who was to be reached. */
	readonly recipient?: string;
	/** Files that go out with the item. */
	readonly binary?: IBinaryKeyData;
}

/** Why it failed in n8n's own categories, which its poll back-off reads. */
function hostFailure(details: FailureDetails) {
	if (details.status === 429) return { cause: 'rate-limited' as const, resetsAtEpochMs: details.resetAt };
	if (details.status === 401) return { cause: 'credential-invalid' as const };
	const gaveNoAnswer = details.status === undefined && details.outcome !== 'notSent';
	if (gaveNoAnswer || (details.status ?? 0) >= 500) return { cause: 'temporarily-unavailable' as const };
	return undefined;
}

function fromRequest(node: INode, details: FailureDetails, itemIndex: number | undefined): NodeApiError {
	const error = new NodeApiError(
		node,
		{ message: details.message },
		{
			message: details.message,
			description: details.description,
			httpCode: details.status === undefined ? undefined : String(details.status),
			itemIndex,
			failure: hostFailure(details),
		},
	);
	// The host rewrites a message in which it finds a system error code; ours already says what happened.
	error.message = details.message;
	error.context.data = { outcome: details.outcome, code: details.code, parameter: details.parameter };
	return error;
}

/**
 * The host's error for whatever went wrong, made once and complete: message, what to do next, item.
 * Errors of the host itself (an expression that cannot be evaluated) keep their words.
 */
export function toNodeError(node: INode, problem: unknown, itemIndex?: number): ItemError {
	if (
		problem instanceof RequestFailure &&
		problem.details.outcome === 'notSent' &&
		problem.details.status === undefined
	) {
		const { message, description } = problem.details;
		// The vendor has said nothing: an API error would be headed with its name.
		return { error: new NodeOperationError(node, message, { description, itemIndex }), details: problem.details };
	}
	if (problem instanceof RequestFailure) {
		return { error: fromRequest(node, problem.details, itemIndex), details: problem.details };
	}
	if (problem instanceof ParameterProblem) {
		return {
			error: new NodeOperationError(node, problem.message, {
				description: problem.description,
				itemIndex,
				failure: { cause: 'configuration-invalid' },
			}),
			details: { outcome: 'notSent' },
		};
	}
	const cause = problem instanceof Error ? problem : new Error(printable(String(problem)));
	const error = new NodeOperationError(node, cause, { itemIndex });
	// The host returns an error of its own as it is, without the item it belongs to.
	error.context.itemIndex ??= itemIndex;
	return { error, details: { outcome: 'notSent' } };
}

/**
 * Completes an error for the AI agent that called the node as its tool. The host tells the agent the message alone;
 * without the advice it would try again what must not be sent twice.
 */
export function adviseAgent(node: INode, error: NodeApiError | NodeOperationError): void {
	// What the host makes of a node for agents has the node's type with this ending.
	if (!node.type.endsWith('Tool') || !error.description) return;
	error.message = `${error.message}. ${error.description}`;
}
