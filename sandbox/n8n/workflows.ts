import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { credentialReferencesShape, type CredentialCalls } from './credentials.ts';
import type { Session } from './session.ts';

const nodeShape = z
	.object({
		name: z.string(),
		type: z.string(),
		typeVersion: z.number(),
		parameters: z.record(z.unknown()).default({}),
		credentials: credentialReferencesShape.optional(),
		disabled: z.boolean().optional(),
	})
	.passthrough();

const workflowShape = z
	.object({
		name: z.string(),
		nodes: z.array(nodeShape),
		connections: z.record(z.unknown()),
		settings: z.record(z.unknown()).optional(),
		pinData: z.record(z.unknown()).nullish(),
		meta: z.record(z.unknown()).nullish(),
	})
	.passthrough();

const storedShape = workflowShape.extend({ id: z.string(), versionId: z.string(), active: z.boolean() });
const listedShape = z.object({ id: z.string(), name: z.string(), active: z.boolean(), isArchived: z.boolean() });
const publicationShape = z.object({
	status: z.string(),
	liveVersionId: z.string().nullable(),
	triggers: z.array(z.object({ errorMessage: z.string().nullish() })),
});

type Publication = z.infer<typeof publicationShape>;

/** n8n itself tries a trigger that does not start several times, for about 15 s. */
const publicationLimitMs = 60_000;

const runShape = z.union([z.object({ executionId: z.string() }), z.object({ waitingForWebhook: z.literal(true) })]);

export type WorkflowNode = z.infer<typeof nodeShape>;
export type StoredWorkflow = z.infer<typeof storedShape>;
export type ListedWorkflow = z.infer<typeof listedShape>;

export interface RunOptions {
	/** Name of the trigger to start from. The workflow's manual trigger when left out. */
	from?: string;
	/** Name of a node: only what leads to it, and the node itself, is run. */
	upTo?: string;
}

export interface WorkflowCalls {
	/**
	 * Creates the workflow, or replaces the one with the same name and keeps its id. An active one keeps running its
	 * old version until it is activated again. Takes the content of an exported workflow file.
	 * @returns the workflow's id.
	 */
	importWorkflow(file: unknown): Promise<string>;
	getWorkflow(id: string): Promise<StoredWorkflow>;
	/** All workflows that are not archived. */
	listWorkflows(): Promise<ListedWorkflow[]>;
	deleteWorkflow(id: string): Promise<void>;
	/**
	 * Publishes the current version and waits until its triggers have started.
	 * @throws {N8nApiError} when n8n refuses; an Error with the trigger's own text when a trigger does not start.
	 */
	activate(id: string): Promise<void>;
	/** Withdraws the published version and waits until its triggers have stopped. */
	deactivate(id: string): Promise<void>;
	/**
	 * Starts the workflow as the editor's "Execute workflow" button does. @returns the execution's id.
	 * @throws when it waits for an event first; see {@link WorkflowCalls.listenForTestEvent}.
	 */
	runWorkflow(id: string, options?: RunOptions): Promise<string>;
	/** "Execute workflow" of a webhook trigger: n8n now waits for one call of its test address. */
	listenForTestEvent(id: string, trigger: string): Promise<void>;
}

/** The calls of the client that are about workflows. */
export function workflowCalls(
	session: Session,
	{ resolveReferences }: Pick<CredentialCalls, 'resolveReferences'>,
): WorkflowCalls {
	const getWorkflow = async (id: string) => await session.request('GET', `/rest/workflows/${id}`, storedShape);

	const listWorkflows = async () => {
		const filter = encodeURIComponent(JSON.stringify({ isArchived: false }));
		return await session.request('GET', `/rest/workflows?filter=${filter}`, z.array(listedShape));
	};

	/** n8n starts and stops triggers after it has answered; for a moment before, it shows the version of before. */
	const waitForPublication = async (id: string, isOver: (state: Publication) => boolean = () => true) => {
		const deadline = Date.now() + publicationLimitMs;
		for (;;) {
			const state = await session.request('GET', `/rest/workflows/${id}/publication-status`, publicationShape);
			if (state.status !== 'in_progress' && isOver(state)) return state;
			if (Date.now() > deadline) {
				throw new Error(
					`n8n has not published workflow ${id} after ${publicationLimitMs / 1000} s; see n8n's log for the reason.`,
				);
			}
			await sleep(50);
		}
	};

	const start = async (id: string, { from, upTo }: RunOptions) =>
		await session.request('POST', `/rest/workflows/${id}/run`, runShape, {
			triggerToStartFrom: { name: from ?? findManualTrigger(await getWorkflow(id)) },
			...(upTo !== undefined && { destinationNode: { nodeName: upTo, mode: 'inclusive' } }),
		});

	return {
		getWorkflow,
		listWorkflows,
		async importWorkflow(file) {
			const { name, nodes, connections, settings, pinData, meta } = workflowShape.parse(file);
			const content = {
				name,
				nodes: nodes.map((node) =>
					node.credentials ? { ...node, credentials: resolveReferences(node.credentials) } : node,
				),
				connections,
				settings: settings ?? {},
				pinData: pinData ?? {},
				...(meta && { meta }),
			};
			const known = (await listWorkflows()).find((workflow) => workflow.name === name);
			const saved = known
				? await session.request('PATCH', `/rest/workflows/${known.id}`, storedShape, content)
				: await session.request('POST', '/rest/workflows', storedShape, content);
			return saved.id;
		},
		async deleteWorkflow(id) {
			// n8n deletes only what has been archived.
			await session.request('POST', `/rest/workflows/${id}/archive`, z.unknown(), {});
			await session.request('DELETE', `/rest/workflows/${id}`, z.unknown());
		},
		async activate(id) {
			const { versionId } = await getWorkflow(id);
			await session.request('POST', `/rest/workflows/${id}/activate`, z.unknown(), { versionId });
			const reasonsOf = ({ triggers }: Publication): string[] =>
				triggers.flatMap(({ errorMessage }) => errorMessage ?? []);
			const state = await waitForPublication(
				id,
				(current) => current.liveVersionId === versionId || reasonsOf(current).length > 0,
			);
			const reasons = reasonsOf(state);
			if (reasons.length > 0) throw new Error(`Workflow ${id} could not be activated: ${reasons.join('; ')}`);
		},
		async deactivate(id) {
			await session.request('POST', `/rest/workflows/${id}/deactivate`, z.unknown(), {});
			await waitForPublication(id);
		},
		async runWorkflow(id, options = {}) {
			const started = await start(id, options);
			if ('executionId' in started) return started.executionId;
			throw new Error(
				`Workflow ${id} now waits for a call of its test address. Use listenForTestEvent() to start it that way.`,
			);
		},
		async listenForTestEvent(id, trigger) {
			const started = await start(id, { from: trigger });
			if ('waitingForWebhook' in started) return;
			throw new Error(`"${trigger}" ran at once (execution ${started.executionId}): it waits for no call.`);
		},
	};
}

function findManualTrigger({ name, nodes }: StoredWorkflow): string {
	const trigger = nodes.find((node) => node.type === 'n8n-nodes-base.manualTrigger' && !node.disabled);
	if (trigger) return trigger.name;
	throw new Error(
		`"${name}" has no manual trigger. Say which trigger to start from: runWorkflow(id, { from: 'name' }).`,
	);
}
