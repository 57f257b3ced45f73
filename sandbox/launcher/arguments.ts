import { parseArgs } from 'node:util';

export interface LauncherOptions {
	/** Run the example campaign, print its table and end. */
	once: boolean;
	/** Start n8n in queue mode. */
	queue: boolean;
	/** Throw n8n's data away before starting. */
	fresh: boolean;
	help: boolean;
	/** Of n8n's editor. */
	port: number;
	/** Of the first simulator; the others follow on the next ports. */
	simulatorPort: number;
}

export const helpText = `Starts a real n8n with this package installed, simulated platforms, credentials for them and the example
workflows, runs the example campaign and prints what became of every recipient. Needs no account.

  npm start                             start and stay up until Ctrl-C
  npm start -- --once                   run the example campaign, print the table and end
                                        (exit code 0 when everything is as expected, otherwise 1)
  npm start -- --queue                  n8n in queue mode: Redis, PostgreSQL, a main process and two workers. Runs the
                                        same campaign on a worker and publishes the example "Sharded campaign", which
                                        uses both. Its data is new every time. With --once it ends after the table.
                                        Needs the programs redis-server and PostgreSQL; as root on Debian and Ubuntu
                                        it installs them, otherwise: apt-get install redis-server postgresql
  npm start -- --port 5700              port of the editor (default 5678; also N8N_PORT)
  npm start -- --simulator-port 4700    first port of the simulators (default 4610)
  npm start -- --fresh                  throw away the sandbox's n8n data first
  npm start -- --help                   this text

While it is up, press Enter to let something happen: a LiveTok session begins and ends, and a call is missed in
LlamadaPro. Published workflows that begin with a LiveTok Trigger or a LlamadaPro Webhook Trigger get the events.
`;

/**
 * Reads the command line and the environment.
 * @throws an error that says what is wrong when an option is unknown or a port is not a number.
 */
export function readArguments(args: string[], env: NodeJS.ProcessEnv): LauncherOptions {
	const { values } = parseArgs({
		args,
		options: {
			once: { type: 'boolean', default: false },
			queue: { type: 'boolean', default: false },
			fresh: { type: 'boolean', default: false },
			help: { type: 'boolean', short: 'h', default: false },
			port: { type: 'string', default: env.N8N_PORT ?? '5678' },
			'simulator-port': { type: 'string', default: '4610' },
		},
	});
	return {
		once: values.once,
		queue: values.queue,
		fresh: values.fresh,
		help: values.help,
		port: toPort('--port (or N8N_PORT)', values.port),
		simulatorPort: toPort('--simulator-port', values['simulator-port']),
	};
}

function toPort(option: string, text: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new Error(`${option} has to be a number from 1 to 65535, not "${text}".`);
}
