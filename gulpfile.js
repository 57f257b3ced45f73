const { rmSync } = require('node:fs');
const { mkdir, writeFile } = require('node:fs/promises');
const path = require('node:path');

const { dest, series, src } = require('gulp');
const { zodToJsonSchema } = require('zod-to-json-schema');

const packageJson = require('./package.json');

/** The editor asks for the output fields of a node version in three parts. */
const schemaVersion = 'v1.0.0';

function clean(done) {
	rmSync('dist', { recursive: true, force: true });
	done();
}

/** Icons and codex files belong beside the compiled nodes: that is where n8n looks for them. */
function assets() {
	return src(['icons/*.svg', 'nodes/**/*.node.json'], { base: '.', encoding: false }).pipe(dest('dist'));
}

/**
 * The fields of every operation's output, from its zod schema, so that the editor offers them before the first run.
 * Runs after the compiler: it reads the compiled registries.
 */
async function schemas() {
	for (const file of packageJson.n8n.nodes.filter((node) => !node.endsWith('Trigger.node.js'))) {
		const folder = path.dirname(file);
		const { registry } = require(path.resolve(folder, 'actions/index.js'));
		for (const [resource, { operations }] of Object.entries(registry)) {
			const target = path.join(folder, '__schema__', schemaVersion, resource);
			await mkdir(target, { recursive: true });
			for (const { value, output } of operations) {
				const { $schema, ...schema } = zodToJsonSchema(output, {
					$refStrategy: 'none',
					removeAdditionalStrategy: 'strict',
				});
				const json = JSON.stringify({ ...schema, version: 1 }, null, '\t');
				await writeFile(path.join(target, `${value}.json`), `${json}\n`);
			}
		}
	}
}

/** The reference in docs/, one page per node, from what the nodes declare. Runs after the compiler, as `npm run docs`. */
async function docs() {
	const { referencePage } = require('./docs/reference.ts');
	rmSync('docs/reference', { recursive: true, force: true });
	await mkdir('docs/reference');
	for (const file of packageJson.n8n.nodes) {
		const className = path.basename(file, '.node.js');
		const { description } = new (require(path.resolve(file))[className])();
		const { registry } = className.endsWith('Trigger')
			? {}
			: require(path.resolve(path.dirname(file), 'actions/index.js'));
		await writeFile(`docs/reference/${description.name}.md`, referencePage({ description, registry }));
	}
}

exports.clean = clean;
exports.assets = assets;
exports.schemas = schemas;
exports.docs = docs;
exports.default = series(assets, schemas);
