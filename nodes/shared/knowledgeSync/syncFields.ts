import type { INodeProperties } from 'n8n-workflow';
import { z } from 'zod';

import { requiredText } from '../properties/text';
import { questionKey } from './text';

/** How much of what is there a run may delete unless the user says otherwise, in percent. */
const defaultShare = 20;

const whenDeleting = { show: { deleteMissing: [true] } };

const deleteMissing: INodeProperties = {
	displayName: 'Delete What Is Not in the Input',
	name: 'deleteMissing',
	type: 'boolean',
	default: false,
	description:
		'Whether to delete entries whose question no input item has, and second entries with the same question. Nothing is deleted in a run in which any item fails. Leave it off where an AI agent uses this node as a tool: its input is a single entry.',
};

/** For services whose entries have tags. Its schema is `optionalText`. */
export const deleteOnlyTagProperty: INodeProperties = {
	displayName: 'Delete Only With Tag',
	name: 'deleteOnlyTag',
	type: 'string',
	default: '',
	placeholder: 'e.g. from-sheet',
	description:
		'Delete only entries that have this tag, written exactly like this. Give the input items this tag too, so that it marks what the sync has made. Empty means that every entry may be deleted.',
};

const largestDeletedShare: INodeProperties = {
	displayName: 'Largest Share to Delete (%)',
	name: 'largestDeletedShare',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100 },
	displayOptions: whenDeleting,
	default: defaultShare,
	description:
		'If more than this share of the entries that may be deleted would go, the run ends before it writes anything. It protects from an input that is incomplete. 100 allows to delete them all.',
};

const dryRun: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to return what would be done and write nothing',
};

/** The fields that say how a sync works. `scope` are fields about what may be deleted. */
export function syncProperties(...scope: INodeProperties[]): INodeProperties[] {
	return [
		deleteMissing,
		...scope.map((property) => ({ ...property, displayOptions: whenDeleting })),
		largestDeletedShare,
		dryRun,
	];
}

/** A question that can be recognised again: it has at least one visible character. */
export const recognisableQuestion = requiredText.refine((text) => questionKey(text) !== '', { message: 'is empty' });

/** The schema keys of `syncProperties`. */
export const syncParameters = {
	deleteMissing: z.boolean().default(false),
	largestDeletedShare: z.number().min(0).max(100).default(defaultShare),
	dryRun: z.boolean().default(false),
};

/** How a sync works, as one item says it. */
export interface SyncParameters {
	readonly deleteMissing: boolean;
	readonly deleteOnlyTag?: string;
	readonly largestDeletedShare: number;
	readonly dryRun: boolean;
}

/** How a run works. Fields with an expression may differ from item to item: then the one that writes or deletes less counts. */
export function settingsOf(items: readonly SyncParameters[]): SyncParameters {
	return {
		deleteMissing:
			items.every((item) => item.deleteMissing) && new Set(items.map((item) => item.deleteOnlyTag)).size === 1,
		deleteOnlyTag: items[0]?.deleteOnlyTag?.trim(),
		largestDeletedShare: items.reduce((least, item) => Math.min(least, item.largestDeletedShare), 100),
		dryRun: items.some((item) => item.dryRun),
	};
}

/** What was done, or in a dry run would be, with an entry. An entry that failed is an error item instead. */
export const syncActions = ['created', 'updated', 'unchanged', 'deleted', 'skipped'] as const;

/**
 * One output item: one per input item, then one per entry that is deleted or skipped and has no input item. What does not
 * apply is left out.
 */
export const syncOutput = z.object({
	action: z.enum(syncActions),
	question: z.string(),
	/** Empty in a dry run for what it would create. */
	id: z.string(),
	/** The fields that an update changes: "answer, tags". Empty for others. */
	changes: z.string(),
	/** Why an entry was skipped or deleted. Empty for others. */
	reason: z.string(),
	dryRun: z.boolean(),
});

export type SyncOutput = z.infer<typeof syncOutput>;
