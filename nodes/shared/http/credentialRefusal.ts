import { ApplicationError } from 'n8n-workflow';

/** Marks the error through all that the host wraps around it. */
export const credentialRefusedCode = 'CREDENTIAL_REFUSED';

/**
 * A credential type's refusal to sign a request. The text is for the user, in the credential's test and in the node:
 * what is wrong with the credential and what to do about it.
 */
export class CredentialRefusal extends ApplicationError {
	readonly code = credentialRefusedCode;

	constructor(message: string) {
		super(message, { level: 'warning' });
	}
}
