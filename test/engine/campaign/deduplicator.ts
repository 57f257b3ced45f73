import { createHash } from 'node:crypto';

import type {
	DeduplicationItemTypes,
	ICheckProcessedContextData,
	IDataDeduplicator,
	IDeduplicationOutput,
} from 'n8n-workflow';

/** A change of one row: how many entries the write left behind. */
export interface StorageWrite {
	readonly row: string;
	readonly entries: number;
}

/**
 * n8n's de-duplication storage without its database: the rows, hashes, and the reading of a whole row before it is
 * written back, as in n8n's DeduplicationHelper. The tests in a real n8n check that both agree.
 */
export class MemoryDeduplicator implements IDataDeduplicator {
	readonly rows = new Map<string, string[]>();
	readonly writes: StorageWrite[] = [];
	/** Runs between the reading and the writing of a row. */
	beforeWrite: () => Promise<void> = async () => undefined;
	/** Thrown by the next changes, as a database that cannot be written would. */
	problem: Error | undefined;

	async checkProcessedAndRecord(
		items: DeduplicationItemTypes[],
		_scope: string,
		context: ICheckProcessedContextData,
	): Promise<IDeduplicationOutput> {
		const row = rowOf(context);
		const data = [...(this.rows.get(row) ?? [])];
		const known = new Set(data);
		const output: IDeduplicationOutput = { new: [], processed: [] };
		for (const item of items) {
			const hash = hashOf(item);
			if (known.has(hash)) output.processed.push(item);
			else {
				output.new.push(item);
				data.push(hash);
			}
		}
		await this.write(row, data);
		return output;
	}

	async removeProcessed(
		items: DeduplicationItemTypes[],
		_scope: string,
		context: ICheckProcessedContextData,
	): Promise<void> {
		const row = rowOf(context);
		const data = this.rows.get(row);
		if (data === undefined) return;
		const removed = new Set(items.map(hashOf));
		await this.write(
			row,
			data.filter((hash) => !removed.has(hash)),
		);
	}

	async clearAllProcessedItems(_scope: string, context: ICheckProcessedContextData): Promise<void> {
		this.rows.delete(rowOf(context));
	}

	async getProcessedDataCount(_scope: string, context: ICheckProcessedContextData): Promise<number> {
		return this.rows.get(rowOf(context))?.length ?? 0;
	}

	private async write(row: string, data: string[]): Promise<void> {
		await this.beforeWrite();
		if (this.problem !== undefined) throw this.problem;
		this.rows.set(row, data);
		this.writes.push({ row, entries: data.length });
	}
}

function rowOf({ workflow, node }: ICheckProcessedContextData): string {
	return `${workflow.id}:${node?.id ?? ''}`;
}

function hashOf(item: DeduplicationItemTypes): string {
	return createHash('md5').update(item.toString()).digest('base64');
}
