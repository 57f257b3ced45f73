import { DataDeduplicationService } from 'n8n-core';
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';

import type { NodeRunResult } from '../engine.ts';
import { liveTokRig, recipients, sendTemplateParameters } from '../liveTokRig.ts';
import { MemoryDeduplicator } from './deduplicator.ts';

/** One for the process, as n8n's service. */
const database = new MemoryDeduplicator();
const ready = DataDeduplicationService.init(database);

let workflows = 0;

export interface CampaignRun {
	readonly items: IDataObject[];
	/** The entries of Send Once > Campaign, beside the name. False leaves Send Once away. */
	readonly campaign?: IDataObject | false;
	/** Further entries of the Options collection. */
	readonly options?: IDataObject;
	readonly parameters?: INodeParameters;
	/** False lets the first failure end the run, as n8n's default does. */
	readonly continues?: boolean;
	readonly onMessage?: (message: string) => void;
	readonly workflowId?: string;
}

/** LiveTok's template send with Send Once, in a workflow of its own that remembers from run to run. */
export async function campaignRig(options: Parameters<typeof liveTokRig>[0] = {}) {
	await ready;
	database.writes.length = 0;
	database.problem = undefined;
	database.beforeWrite = async () => undefined;
	const rig = await liveTokRig(options);
	const workflowId = `workflow ${(workflows += 1)}`;
	const start = (run: CampaignRun) =>
		rig.start({
			items: run.items,
			onError: run.continues === false ? undefined : 'continueRegularOutput',
			workflowId: run.workflowId ?? workflowId,
			onMessage: run.onMessage,
			credentialId: workflowId,
			parameters: sendTemplateParameters({
				...run.parameters,
				options: {
					...(run.campaign === false ? {} : { sendOnce: { campaign: { name: 'spring', ...run.campaign } } }),
					...run.options,
				},
			}),
		});
	return {
		...rig,
		database,
		start,
		run: async (run: CampaignRun): Promise<NodeRunResult> => await start(run).result,
		/** The numbers that the service carried out a send for, in its order. */
		reached: (): string[] => rig.simulator.state.messages().map(({ to }) => to),
	};
}

interface Details {
	readonly outcome?: string;
	readonly recipient?: string;
	readonly reason?: string;
	readonly advice?: string;
	readonly code?: string | null;
	readonly resumeAt?: string | null;
}

export const detailsOf = (item: INodeExecutionData | undefined): Details => (item?.json.details ?? {}) as Details;

/** The outcome of each output item, in their order. */
export const outcomesOf = ({ outputs }: NodeRunResult): Array<string | undefined> =>
	(outputs[0] ?? []).map((item) => detailsOf(item).outcome);

/** How often each outcome occurs. */
export function countsOf(result: NodeRunResult): Record<string, number> {
	const counts: Record<string, number> = {};
	for (const outcome of outcomesOf(result)) counts[String(outcome)] = (counts[String(outcome)] ?? 0) + 1;
	return counts;
}

export const hintsOf = ({ task }: NodeRunResult): string[] => (task?.hints ?? []).map(({ message }) => message);

/** Resolves when the condition holds; the test's own time limit ends the wait. */
export async function waitUntil(condition: () => boolean): Promise<void> {
	while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}

export { recipients };
