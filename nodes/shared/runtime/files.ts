import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { RequestFailure } from '../http/failure';
import type { Download } from '../http/download';
import { printable } from '../http/text';

/** What a downloaded file is to be called in n8n. */
export interface FileDescription {
	/** What the file is, for error texts: "recording". */
	readonly subject: string;
	readonly name: string;
	readonly mimeType: string;
}

/**
 * Hands a downloaded file to the host as it arrives, so that it is never whole in our memory. Throws a RequestFailure
 * when the file does not arrive completely; nothing of it is kept then.
 */
export async function storeDownload(
	host: IExecuteFunctions,
	{ stream }: Download,
	{ subject, name, mimeType }: FileDescription,
): Promise<IBinaryData> {
	const result = await host.helpers.prepareBinaryData(stream, name, mimeType).then(
		(file) => ({ file }),
		(problem: unknown) => ({ problem }),
	);
	if ('file' in result) return result.file;
	stream.destroy();
	const isStopped = host.getExecutionCancelSignal()?.aborted === true;
	const detail = result.problem instanceof Error ? result.problem.message : String(result.problem);
	throw new RequestFailure({
		message: isStopped
			? `The execution was stopped while the file of the ${subject} was loading`
			: `The file of the ${subject} did not arrive completely`,
		description: `The connection ended early, or n8n could not store the file (${printable(detail, 200)}). Nothing was changed: run the operation again.`,
		outcome: 'failed',
		cancelled: isStopped ? true : undefined,
	});
}
