import { execFile } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { hostFolder } from '../../sandbox/n8n/paths.ts';
import { type Spread, spreadOf } from './statistics.ts';

/** What the package costs before anybody uses it. */
export interface PackageCost {
	/** What loading it adds to n8n's start, in milliseconds. */
	readonly loadMs: Spread;
	readonly tarballBytes: number;
}

const rounds = 11;

/** Loads the installed package as n8n does, each time in a new process; the first time, from a cold disk, is left out. */
export async function measurePackage(tarball: string, packageFolder: string): Promise<PackageCost> {
	const times: number[] = [];
	for (let round = 0; round <= rounds; round += 1) {
		const { stdout } = await promisify(execFile)(process.execPath, [
			join(import.meta.dirname, 'loadProcess.cjs'),
			hostFolder,
			packageFolder,
		]);
		if (round > 0) times.push(Number(stdout));
	}
	return { loadMs: spreadOf(times), tarballBytes: statSync(tarball).size };
}
