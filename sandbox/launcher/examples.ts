import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { N8nClient } from '../n8n/client.ts';
import { checkout } from '../n8n/paths.ts';

/** The example that the launcher runs. */
export const campaignFile = 'livetok-template-campaign.json';

/** The example for queue mode. */
export const shardedFile = 'sharded-campaign.json';

const folder = join(checkout, 'examples');

/**
 * Imports every workflow of the folder `examples`; those of an earlier start are put back as they were.
 * @returns the workflows' ids by file name.
 */
export async function importExamples(client: N8nClient): Promise<Map<string, string>> {
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	const ids = new Map<string, string>();
	for (const file of files) {
		const text = await readFile(join(folder, file), 'utf8');
		ids.set(file, await client.importWorkflow(JSON.parse(text)));
	}
	return ids;
}
