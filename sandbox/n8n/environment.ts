import { loopback } from './ports.ts';

/** What a process needs of the user's own environment; everything else could change how n8n behaves. */
const inherited = ['PATH', 'HOME', 'USER', 'SHELL', 'LANG', 'LC_ALL', 'TMPDIR', 'TZ'];

/** No telemetry, no look-ups, no banners: an n8n that talks to nobody but the sandbox. */
const quiet = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_WHATS_NEW_ENABLED: 'false',
	N8N_DYNAMIC_BANNERS_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	// The catalogue of verified community nodes and the one of MCP servers are both downloaded from n8n.io.
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_DISABLED_MODULES: 'mcp-registry',
};

/**
 * The complete environment of an n8n of the sandbox: reachable from this machine only, plain http, all data in `userFolder`.
 * `extra` is added last and can change any of it.
 */
export function n8nEnvironment(options: {
	userFolder: string;
	brokerPort: number;
	extra: Record<string, string>;
}): NodeJS.ProcessEnv {
	const own = inherited.flatMap((name) => {
		const value = process.env[name];
		return value === undefined ? [] : [[name, value] as const];
	});
	return {
		...Object.fromEntries(own),
		...quiet,
		N8N_USER_FOLDER: options.userFolder,
		N8N_LISTEN_ADDRESS: loopback,
		N8N_HOST: loopback,
		// A server of n8n for its own task runner processes; the default port allows one n8n per machine.
		N8N_RUNNERS_BROKER_PORT: String(options.brokerPort),
		// Browsers return a secure cookie over https only.
		N8N_SECURE_COOKIE: 'false',
		// This package is one until n8n has verified it; later versions of n8n refuse those by default.
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		GENERIC_TIMEZONE: 'UTC',
		...options.extra,
	};
}
