import { sandboxOwner } from '../n8n/session.ts';
import type { LauncherOptions } from './arguments.ts';
import type { SandboxN8n } from './host.ts';
import { platformNames } from './simulators.ts';

const aboutExamples = `Open an example workflow in the editor and press "Execute workflow" to run it yourself. Every start puts the example
workflows back as they were: work on a duplicate to keep your changes.`;

const aboutQueue = `Both workers take executions. Open "Sharded campaign" and press "Execute workflow": four shards send to 10,000
recipients side by side. The next start begins with new data: export what you want to keep.`;

/** How to use and how to stop a sandbox that stays up. */
export function usage({ url, logs }: SandboxN8n, { simulatorPort, queue }: LauncherOptions): string {
	const lines = [
		['Editor', url],
		['Sign in', `${sandboxOwner.email}   password: ${sandboxOwner.password}`],
		...platformNames.map((name, index) => [
			name,
			`simulated; what it was asked: http://127.0.0.1:${simulatorPort + index}/__sandbox/requests`,
		]),
		...logs.map(({ process, file }) => [`${process} log`, file]),
	];
	return `The sandbox is running:
${lines.map(([name = '', text = '']) => `  ${name.padEnd(12)} ${text}`).join('\n')}

${queue ? aboutQueue : aboutExamples}

Press Enter to let something happen: a LiveTok session begins and ends, and a call is missed in LlamadaPro. Published
workflows that begin with a LiveTok Trigger or a LlamadaPro Webhook Trigger get the events.
Press Ctrl-C to stop.`;
}
