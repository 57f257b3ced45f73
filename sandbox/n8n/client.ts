import { credentialCalls, type CredentialCalls } from './credentials.ts';
import { executionCalls, type ExecutionCalls } from './executions.ts';
import { nodeCalls, type NodeCalls } from './nodes.ts';
import { sandboxOwner, signIn, type Owner, type Session } from './session.ts';
import { workflowCalls, type WorkflowCalls } from './workflows.ts';

/** Everything the editor does with n8n's server, as the signed-in owner. */
export interface N8nClient extends CredentialCalls, WorkflowCalls, ExecutionCalls, NodeCalls {
	/** For requests this client has no call for. */
	readonly session: Session;
}

/**
 * Signs in to a running n8n (and makes its owner when there is none yet).
 * @throws {N8nApiError} when the instance belongs to another owner.
 */
export async function connect(url: string, owner: Owner = sandboxOwner): Promise<N8nClient> {
	const session = await signIn(url, owner);
	const credentials = credentialCalls(session);
	return {
		session,
		...credentials,
		...workflowCalls(session, credentials),
		...executionCalls(session),
		...nodeCalls(session, credentials),
	};
}
