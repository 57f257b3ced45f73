import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { z } from 'zod';

import { startProcess } from '../n8n/process.ts';

/** Who a program runs as: ids of the system's user and group. This process's own when left out. */
const systemUserShape = z.object({ uid: z.number().int(), gid: z.number().int() });
export type SystemUser = z.infer<typeof systemUserShape>;

export const keptProgramShape = z.object({
	command: z.string(),
	args: z.array(z.string()),
	user: systemUserShape.optional(),
	/** What the program is sent when it shall end in order. */
	stopSignal: z.enum(['SIGTERM', 'SIGINT']),
});
export type KeptProgram = z.infer<typeof keptProgramShape>;

/** A program that serves on a port of the loopback address. */
export interface Service {
	readonly port: number;
	readonly pid: number;
	/** Ends it in order; by force after 10 s. */
	stop(): Promise<void>;
}

const startLimitMs = 60_000;
const stopLimitMs = 10_000;
const keeper = join(import.meta.dirname, 'keeper.ts');

interface ServiceOptions {
	readonly name: string;
	readonly program: KeptProgram;
	readonly port: number;
	/** The program's working folder; its log goes there. */
	readonly folder: string;
	readonly isReady: () => Promise<boolean>;
}

/**
 * Starts a program and waits until it serves. It ends with the process that started it, however that one ends.
 * @throws with the end of its log when it ends early or does not become ready within a minute.
 */
export async function startService({ name, program, port, folder, isReady }: ServiceOptions): Promise<Service> {
	const logFile = join(folder, `${name}.log`);
	const output = openSync(logFile, 'a');
	const started = await startProcess(process.execPath, [keeper, JSON.stringify(program)], {
		cwd: folder,
		env: process.env,
		output,
		stopLimitMs,
	}).finally(() => closeSync(output));
	let ended = false;
	void started.exited.then(() => {
		ended = true;
	});
	const deadline = Date.now() + startLimitMs;
	while (!(await isReady())) {
		if (ended || Date.now() > deadline) {
			await started.kill();
			const log = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
			throw new Error(`${name} did not become ready on port ${port}. The end of its log:\n${log}`);
		}
		await sleep(50);
	}
	return { port, pid: started.pid, stop: async () => await started.stop() };
}
