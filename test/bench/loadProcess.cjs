/**
 * Loads a package as n8n does when it starts, in a process that has loaded what n8n itself needs, and writes how many
 * milliseconds that took. Arguments: the folder of n8n's installation, the folder of the package.
 */
const { createRequire } = require('node:module');
const { join } = require('node:path');

const [host, folder] = process.argv.slice(2);
const fromHost = createRequire(join(host, 'package.json'));

async function main() {
	const { LazyPackageDirectoryLoader } = fromHost('n8n-core');
	// n8n has loaded these for its own use long before it comes to community packages.
	for (const name of ['n8n-workflow', 'zod', 'luxon', 'lodash', 'p-limit']) fromHost(name);
	const begun = performance.now();
	await new LazyPackageDirectoryLoader(folder).loadAll();
	process.stdout.write(`${performance.now() - begun}\n`);
}

void main();
