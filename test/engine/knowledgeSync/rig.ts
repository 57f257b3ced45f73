import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { KnowledgeEntry } from '../../../sandbox/simulators/livetok/index.ts';
import type { NodeRunResult } from '../engine.ts';
import { liveTokRig, type LiveTokRun } from '../liveTokRig.ts';

/** An input item. */
export interface Row {
	readonly question: string;
	readonly answer: string;
	readonly tags?: string;
}

/** Items with different questions. */
export const rows = (count: number): Row[] =>
	Array.from({ length: count }, (_, index) => ({ question: `Question ${index}?`, answer: `Answer ${index}` }));

/** Deletes what is not in the input, however much it is. */
export const deleting = { deleteMissing: true, largestDeletedShare: 100 };

/** Takes the tags from the items. */
export const withTags = { additionalFields: { tags: '={{ $json.tags }}' } };

export const syncParameters = (more: INodeParameters = {}): INodeParameters => ({
	resource: 'knowledge',
	operation: 'sync',
	question: '={{ $json.question }}',
	answer: '={{ $json.answer }}',
	additionalFields: {},
	deleteMissing: false,
	dryRun: false,
	options: {},
	...more,
});

/** "action question" per output item; of what failed the text. */
export const actions = (result: NodeRunResult): string[] =>
	result.outputs.flat().map(({ json }) => {
		const { action, question, error } = json as Record<string, string>;
		return error ?? `${action} ${question}`;
	});

export type SyncRig = Awaited<ReturnType<typeof syncRig>>;

/** The LiveTok node in n8n's engine, and a simulated LiveTok that begins empty. */
export async function syncRig(options: Parameters<typeof liveTokRig>[0] = {}) {
	const { simulator, start } = await liveTokRig({ testEntries: 0, ...options });
	const startSync = (items: ReadonlyArray<Partial<Row>>, more: INodeParameters = {}, run: Partial<LiveTokRun> = {}) =>
		start({ parameters: syncParameters(more), items: items as IDataObject[], ...run });
	return {
		simulator,
		/** Puts entries into LiveTok, the last one newest. */
		store: (...entries: ReadonlyArray<Partial<KnowledgeEntry>>): void => {
			const account = simulator.state.account('test');
			entries.forEach((entry, index) => {
				const createdAt = new Date(Date.UTC(2025, 5, 1, 0, index)).toISOString();
				account.knowledge.put({
					...{ question: '', answer: '', tags: [], created_at: createdAt, updated_at: createdAt },
					...entry,
					id: entry.id ?? account.nextId('kb'),
				});
			});
		},
		stored: (): string[][] =>
			simulator.state.knowledge().map(({ question, answer, tags }) => [question, answer, tags.join()]),
		/** Method and path of every request that writes. */
		writes: (): string[] =>
			simulator.requests.filter(({ method }) => method !== 'GET').map(({ method, path }) => `${method} ${path}`),
		start: startSync,
		sync: async (...args: Parameters<typeof startSync>): Promise<NodeRunResult> => await startSync(...args).result,
	};
}
