import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import type { Dirent } from 'node:fs';
import { access, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

import { z } from 'zod';

import { withLock } from './lock.ts';
import { checkout, hostFolder, workFolder } from './paths.ts';
import { run } from './process.ts';

/** Folders of the checkout that neither `npm run build` nor `npm pack` reads: changes there need no new build. */
const notBuildInput = new Set([
	'.git',
	'.sandbox',
	'coverage',
	'dist',
	'docs',
	'examples',
	'node_modules',
	'sandbox',
	'test',
]);

const packageSchema = z
	.object({ name: z.string(), version: z.string(), dependencies: z.record(z.string()).optional() })
	.passthrough();

const packedSchema = z.object({ fingerprint: z.string(), tarball: z.string() });

const listingSchema = z
	.object({ dependencies: z.record(z.string()) })
	.passthrough()
	.catch({ name: 'installed-nodes', private: true, dependencies: {} });

export interface PackOptions {
	log: (line: string) => void;
	/** The checkout to build. */
	folder?: string;
	/** Where the tarball goes. */
	into?: string;
}

/**
 * Builds our package and packs it the way it is published. Does nothing when no file that goes into the package has
 * changed since the last time.
 * @returns the path of the tarball.
 * @throws when the build fails; the error carries its last lines.
 */
export async function buildAndPack({
	log,
	folder = checkout,
	into = join(workFolder, 'package'),
}: PackOptions): Promise<string> {
	const stampFile = join(into, 'packed.json');
	return await withLock(
		`${into}.lock`,
		(pid) => log(`Process ${pid} is building the package already; waiting for it.`),
		async () => {
			const fingerprint = await fingerprintOf(folder);
			const last = await readPacked(stampFile);
			if (last?.fingerprint === fingerprint && (await exists(last.tarball))) {
				log('The package is up to date.');
				return last.tarball;
			}
			await run('npm', ['run', 'build'], { cwd: folder });
			await rm(into, { recursive: true, force: true });
			await mkdir(into, { recursive: true });
			await run('npm', ['pack', '--ignore-scripts', '--pack-destination', into], { cwd: folder });
			const name = (await readdir(into)).find((file) => file.endsWith('.tgz'));
			if (name === undefined) throw new Error(`"npm pack" in ${folder} made no tarball in ${into}.`);
			const tarball = join(into, name);
			await writeFile(stampFile, JSON.stringify({ fingerprint, tarball }));
			return tarball;
		},
	);
}

/**
 * Installs a packed community package into n8n's user folder, as n8n's own installer does: unpacked into
 * `.n8n/nodes/node_modules/<name>` without peer, dev and optional dependencies, and listed in `.n8n/nodes/package.json`.
 * n8n finds it there when it starts; an instance that runs already must be restarted. n8n also keeps a table of packages
 * it downloaded itself, for updating and removing them on its settings page; loading and the editor do not need it.
 * @returns the installed package's name and version.
 */
export async function installPackage(
	tarball: string,
	userFolder: string,
): Promise<{ name: string; version: string }> {
	const nodesFolder = join(userFolder, '.n8n', 'nodes');
	const unpacked = join(nodesFolder, 'unpacked');
	await rm(unpacked, { recursive: true, force: true });
	await mkdir(unpacked, { recursive: true });
	await promisify(execFile)('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);

	const manifestFile = join(unpacked, 'package.json');
	const manifest = packageSchema.parse(JSON.parse(await readFile(manifestFile, 'utf8')));
	const { name, version, dependencies = {} } = manifest;
	if (Object.keys(dependencies).length > 0) {
		throw new Error(
			`${name} has runtime dependencies (${Object.keys(dependencies).join(', ')}). ` +
				'A verified community package may have none: move them to devDependencies.',
		);
	}
	for (const kind of ['devDependencies', 'peerDependencies', 'optionalDependencies']) delete manifest[kind];
	await writeFile(manifestFile, JSON.stringify(manifest, null, 2));

	const target = join(nodesFolder, 'node_modules', name);
	await rm(target, { recursive: true, force: true });
	await mkdir(join(target, '..'), { recursive: true });
	await rename(unpacked, target);
	await listPackage(join(nodesFolder, 'package.json'), name, version);
	await hideCheckout(userFolder);
	return { name, version };
}

async function listPackage(listingFile: string, name: string, version: string): Promise<void> {
	const text = await readFile(listingFile, 'utf8').catch(() => '{}');
	const listing = listingSchema.parse(JSON.parse(text));
	listing.dependencies[name] = version;
	await writeFile(listingFile, JSON.stringify(listing, null, 2));
}

/**
 * A user folder inside a checkout would let `require('n8n-workflow')` find the checkout's own copy, which no user has.
 * This link puts n8n's copies first.
 */
async function hideCheckout(userFolder: string): Promise<void> {
	const link = join(userFolder, 'node_modules');
	await rm(link, { force: true });
	await symlink(join(hostFolder, 'node_modules'), link, 'dir');
}

async function fingerprintOf(folder: string): Promise<string> {
	const entries = await readdir(folder, { withFileTypes: true });
	const files = await Promise.all(
		entries
			.filter(({ name }) => !notBuildInput.has(name))
			.map(async (entry) => await listFiles(folder, entry)),
	);
	const hash = createHash('sha256');
	for (const file of files.flat().sort()) {
		hash.update(`${relative(folder, file)}\0`).update(await readFile(file)).update('\0');
	}
	return hash.digest('hex');
}

async function listFiles(folder: string, entry: Dirent): Promise<string[]> {
	const path = join(folder, entry.name);
	if (!entry.isDirectory()) return entry.isFile() ? [path] : [];
	const entries = await readdir(path, { withFileTypes: true });
	const nested = await Promise.all(entries.map(async (inner) => await listFiles(path, inner)));
	return nested.flat();
}

async function readPacked(file: string): Promise<z.infer<typeof packedSchema> | undefined> {
	const text = await readFile(file, 'utf8').catch(() => undefined);
	return text === undefined ? undefined : packedSchema.safeParse(JSON.parse(text)).data;
}

async function exists(file: string): Promise<boolean> {
	return await access(file).then(
		() => true,
		() => false,
	);
}
