import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

import type { INodeTypeDescription } from 'n8n-workflow';

import { nodesUnderTest } from '../nodes.ts';

const root = resolve(__dirname, '../..');
const readJson = (file: string): Record<string, unknown> =>
	JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, unknown>;
const manifest = readJson('package.json') as {
	name: string;
	n8n: { n8nNodesApiVersion: number; nodes: string[]; credentials: string[] };
	scripts: Record<string, string>;
	[key: string]: unknown;
};

function filesUnder(folder: string): string[] {
	return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file));
}

describe('package.json, for verification by n8n', () => {
	it('has no runtime dependencies and only n8n-workflow as peer', () => {
		expect(manifest.dependencies ?? {}).toEqual({});
		expect(manifest.optionalDependencies ?? {}).toEqual({});
		expect(manifest.peerDependencies).toEqual({ 'n8n-workflow': '*' });
		expect(manifest.overrides).toBeUndefined();
	});

	it('publishes dist alone, under MIT, findable, without lifecycle scripts', () => {
		expect(manifest.files).toEqual(['dist']);
		expect(manifest.license).toBe('MIT');
		expect(manifest.keywords).toContain('n8n-community-node-package');
		expect(Object.keys(manifest.scripts).filter((name) => /^(pre|post)|install|prepare|publish/.test(name))).toEqual(
			[],
		);
		expect(manifest.n8n.n8nNodesApiVersion).toBe(1);
	});

	it('lists every node and credential of the sources', () => {
		const compiled = (file: string) => join('dist', file.replace(/\.ts$/, '.js'));
		expect(manifest.n8n.nodes.toSorted()).toEqual(
			filesUnder('nodes')
				.filter((file) => file.endsWith('.node.ts'))
				.map(compiled)
				.sort(),
		);
		expect(manifest.n8n.credentials.toSorted()).toEqual(
			filesUnder('credentials')
				.filter((file) => file.endsWith('.credentials.ts'))
				.map(compiled)
				.sort(),
		);
	});

	it.each(filesUnder('nodes').filter((file) => file.endsWith('.node.json')))(
		'%s has no category that hides the node',
		(file) => {
			// The search of n8n's node panel leaves out what is in "AI", but for agents, chains and the like.
			expect(readJson(file).categories).not.toContain('AI');
		},
	);

	it.each(['package-lock.json', 'sandbox/host/package-lock.json'])('%s names no registry', (file) => {
		expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/"resolved": "https?:/);
	});
});

describe.each(nodesUnderTest)('node $name', ({ name, node, registry, folder }) => {
	const description: INodeTypeDescription = node.description;

	it('can be an AI tool, and shows two icons', () => {
		expect(description.usableAsTool).toBe(true);
		const icon = description.icon as { light: string; dark: string };
		expect(icon.light).not.toBe(icon.dark);
		for (const file of [icon.light, icon.dark]) {
			const path = join(root, 'dist/nodes', folder, file.replace('file:', ''));
			expect([relative(root, path), statSync(path).size < 10 * 1_024]).toEqual([relative(root, path), true]);
			expect(relative(join(root, 'dist'), path).startsWith('..')).toBe(false);
		}
	});

	it('has a codex file beside the compiled node', () => {
		const codex = readJson(`dist/nodes/${folder}/${folder}.node.json`);
		expect(codex.node).toBe(`${manifest.name}.${name}`);
		expect(codex.alias).toEqual(expect.arrayContaining([expect.any(String)]));
		expect(codex.categories).toEqual(expect.arrayContaining([expect.any(String)]));
	});

	it('offers the output fields of every operation before the first run', () => {
		for (const [resource, { operations }] of Object.entries(registry)) {
			for (const { value } of operations) {
				const schema = readJson(`dist/nodes/${folder}/__schema__/v1.0.0/${resource}/${value}.json`);
				expect(schema.type).toBe('object');
				expect(Object.keys(schema.properties as object).length).toBeGreaterThan(0);
			}
		}
	});
});

interface ScanResult {
	passed: boolean;
	message?: string;
	details?: string;
}

/** n8n's own community-package scanner, as its website runs it before a package is verified. */
function scan(folder: string, what: 'sources' | 'package'): ScanResult {
	// With NODE_ENV=test, as Jest sets it, the rules take every file for a trigger node of their own tests.
	const env = { ...process.env, NODE_ENV: 'production' };
	const output = execFileSync(process.execPath, [join(__dirname, 'scan.mjs'), folder, what], { encoding: 'utf8', env });
	return JSON.parse(output) as ScanResult;
}

describe('n8n’s community-package scanner, inline disables ignored', () => {
	let folder: string;
	beforeAll(() => {
		folder = mkdtempSync(join(tmpdir(), 'customer-engagement-pack-'));
		execFileSync('npm', ['pack', '--pack-destination', folder], { cwd: root, stdio: 'ignore' });
		const [tarball = ''] = readdirSync(folder);
		execFileSync('tar', ['-xzf', join(folder, tarball), '-C', folder]);
	});
	afterAll(() => rmSync(folder, { recursive: true, force: true }));

	it('finds nothing in the sources', () => {
		expect(scan(root, 'sources')).toEqual({ passed: true });
	});

	it('finds nothing in the packed tarball', () => {
		expect(scan(join(folder, 'package'), 'package')).toEqual({ passed: true });
	});

	it('would find something: a timer and a foreign import', () => {
		expect(scan(join(__dirname, 'fixtures/refused'), 'package').passed).toBe(false);
	});

	it('the tarball holds the compiled package and nothing else, in at most 400 kB', () => {
		const files = readdirSync(join(folder, 'package'), { recursive: true, encoding: 'utf8' }).filter((file) =>
			statSync(join(folder, 'package', file)).isFile(),
		);
		const other = files.filter(
			(file) => !file.startsWith('dist/') && !/^(package\.json|README\.md|LICENSE|CHANGELOG\.md)$/.test(file),
		);
		expect(other).toEqual([]);
		const [tarball = ''] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
		expect(statSync(join(folder, tarball)).size).toBeLessThan(400_000);
	});

	it('every file that package.json names is in the tarball', () => {
		for (const file of [...manifest.n8n.nodes, ...manifest.n8n.credentials]) {
			expect([file, existsSync(join(folder, 'package', file))]).toEqual([file, true]);
			expect(dirname(file).startsWith('dist/')).toBe(true);
		}
	});
});
