import { z } from 'zod';

import type { Session } from './session.ts';

export interface CredentialToImport {
	/** The id workflow files refer to. n8n gives out ids of its own; the client translates. */
	id: string;
	name: string;
	type: string;
	data: Record<string, unknown>;
}

/** How a node refers to its credentials, by credential type. */
export const credentialReferencesShape = z.record(
	z.object({ id: z.string().nullable(), name: z.string() }).passthrough(),
);
export type CredentialReferences = z.infer<typeof credentialReferencesShape>;

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

export interface CredentialCalls {
	/** Creates the credential, or updates the one with this name and type. @returns n8n's own id of it. */
	importCredential(credential: CredentialToImport): Promise<string>;
	/**
	 * Tests a stored credential as the editor does when it is saved; `data` tries other values without storing them.
	 * `id` is n8n's own or the one it was imported with.
	 */
	testCredential(id: string, data?: Record<string, unknown>): Promise<CredentialTestResult>;
	deleteCredential(id: string): Promise<void>;
	/** The same references with n8n's own ids in place of those the credentials were imported with. */
	resolveReferences(references: CredentialReferences): CredentialReferences;
}

const credentialShape = z.object({ id: z.string(), name: z.string(), type: z.string() });
const storedShape = credentialShape.extend({ data: z.record(z.unknown()) });
const testShape = z.object({ status: z.enum(['OK', 'Error']), message: z.string().default('') });

/** The calls of the client that are about credentials. */
export function credentialCalls(session: Session): CredentialCalls {
	const ownIds = new Map<string, string>();
	const credentialId = (id: string) => ownIds.get(id) ?? id;
	return {
		async importCredential({ id, name, type, data }) {
			const stored = await session.request('GET', '/rest/credentials', z.array(credentialShape));
			const known = stored.find((credential) => credential.name === name && credential.type === type);
			const saved = known
				? await session.request('PATCH', `/rest/credentials/${known.id}`, credentialShape, { name, type, data })
				: await session.request('POST', '/rest/credentials', credentialShape, { name, type, data });
			ownIds.set(id, saved.id);
			return saved.id;
		},
		async testCredential(id, data) {
			// Secrets come back as placeholders, which n8n replaces by the stored values in the test.
			const path = `/rest/credentials/${credentialId(id)}?includeData=true`;
			const stored = await session.request('GET', path, storedShape);
			return await session.request('POST', '/rest/credentials/test', testShape, {
				credentials: { ...stored, data: { ...stored.data, ...data } },
			});
		},
		async deleteCredential(id) {
			await session.request('DELETE', `/rest/credentials/${credentialId(id)}`, z.unknown());
		},
		resolveReferences: (references) =>
			Object.fromEntries(
				Object.entries(references).map(([type, reference]) => [
					type,
					{ ...reference, id: reference.id === null ? null : credentialId(reference.id) },
				]),
			),
	};
}
