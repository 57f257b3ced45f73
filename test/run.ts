import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** One layer of the tests, run in a process of its own; a failing layer does not keep the later ones from running. */
interface Layer {
	readonly name: string;
	readonly command: readonly [string, ...string[]];
	/** Whether the command is Jest, which counts its tests itself. Any other command counts as one test. */
	readonly jest: boolean;
}

interface Outcome {
	readonly name: string;
	readonly passed: number;
	readonly failed: number;
	readonly seconds: number;
}

const jestLayer = (name: string, ...more: string[]): Layer => ({
	name,
	command: ['jest', '--selectProjects', name, ...more],
	jest: true,
});

const layers: readonly Layer[] = [
	{ name: 'lint', command: ['npm', 'run', '--silent', 'lint'], jest: false },
	{ name: 'types', command: ['npm', 'run', '--silent', 'types'], jest: false },
	{ name: 'build', command: ['npm', 'run', '--silent', 'build'], jest: false },
	jestLayer('unit'),
	jestLayer('contract'),
	jestLayer('engine'),
	// Real n8n instances, which wait more than they work: two at a time, each in its own folder and on its own ports.
	jestLayer('e2e', '--maxWorkers=2'),
	// Each picture in docs/images belongs to one file.
	jestLayer('browser', '--maxWorkers=2'),
];

function countJestTests(file: string): { passed: number; failed: number } {
	try {
		const report = JSON.parse(readFileSync(file, 'utf8')) as {
			numPassedTests: number;
			numFailedTests: number;
			numRuntimeErrorTestSuites: number;
			numPendingTests: number;
		};
		// A file that could not be loaded and a test that was skipped prove nothing: both count as failed.
		return {
			passed: report.numPassedTests,
			failed: report.numFailedTests + report.numRuntimeErrorTestSuites + report.numPendingTests,
		};
	} catch {
		return { passed: 0, failed: 1 };
	}
}

function runLayer({ name, command, jest }: Layer, folder: string): Outcome {
	const started = performance.now();
	const report = join(folder, `${name}.json`);
	const [program, ...given] = command;
	const more = jest ? ['--ci', '--json', `--outputFile=${report}`] : [];
	process.stdout.write(`\n=== ${name} ===\n`);
	// Jest repeats its whole report on standard output; the readable one is on standard error.
	const { status } = spawnSync(program, [...given, ...more], {
		stdio: ['ignore', jest ? 'ignore' : 'inherit', 'inherit'],
	});
	const seconds = (performance.now() - started) / 1_000;
	const isGood = status === 0;
	if (!jest) return { name, seconds, passed: isGood ? 1 : 0, failed: isGood ? 0 : 1 };
	const { passed, failed } = countJestTests(report);
	// A layer that ended badly although every test passed, or that ran none, has failed all the same.
	return { name, seconds, passed, failed: failed === 0 && (!isGood || passed === 0) ? 1 : failed };
}

const wanted = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'customer-engagement-tests-'));
const outcomes = layers
	.filter(({ name }) => wanted.length === 0 || wanted.includes(name))
	.map((layer) => runLayer(layer, folder));
rmSync(folder, { recursive: true, force: true });

process.stdout.write('\n');
for (const { name, passed, failed, seconds } of outcomes) {
	process.stdout.write(
		`${name.padEnd(10)} ${String(passed).padStart(5)} passed ${String(failed).padStart(4)} failed  ${seconds.toFixed(0).padStart(4)} s\n`,
	);
}
const total = (key: 'passed' | 'failed'): number => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
process.stdout.write(`tests: ${total('passed')} passed, ${total('failed')} failed\n`);
process.exitCode = total('failed') === 0 && outcomes.length > 0 ? 0 : 1;
