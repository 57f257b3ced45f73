import { ApplicationError } from 'n8n-workflow';

/** Marks the error through all that the host wraps around it. No `code`: the credential's test would show that alone. */
export const credentialRefusalName = 'CredentialRefusal';

/**
 * A credential type's refusal to sign a request. The text is for the user, in the credential's test and in the node:
 * what is wrong with the credential and what to do about it.
 */
export class CredentialRefusal extends ApplicationError {
	constructor(message: string) {
		super(message, { level: 'warning' });
		this.name = credentialRefusalName;
	}
}
