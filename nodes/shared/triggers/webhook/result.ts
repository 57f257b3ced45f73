import type { IDataObject, IRun } from 'n8n-workflow';

/**
 * What a workflow answers: the JSON of the first item that its last node handed on. Empty when the workflow failed,
 * waits, or handed nothing on, and in queue mode, where n8n does not bring the items back to the process that asks.
 */
export function answerOfRun(run: IRun): IDataObject {
	const { runData = {}, lastNodeExecuted = '', error } = run.data?.resultData ?? {};
	if (error !== undefined || run.status === 'waiting') return {};
	const outputs = runData[lastNodeExecuted]?.at(-1)?.data?.main ?? [];
	return outputs.find((items) => items !== null && items.length > 0)?.[0]?.json ?? {};
}
