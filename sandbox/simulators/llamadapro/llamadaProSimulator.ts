import type { SimulatorDefinition } from '../definition.ts';
import { startSimulator } from '../simulator.ts';
import type { RunningSimulator, SimulatorOptions } from '../simulator.ts';
import { resolveAssumptions } from './assumptions.ts';
import type { Assumptions } from './assumptions.ts';
import { callHandlers } from './calls.ts';
import { contactHandlers } from './contacts.ts';
import { conversationHandlers } from './conversations.ts';
import { definitionHandlers } from './definitions.ts';
import { failure } from './errors.ts';
import type { ChangeEvent } from './events.ts';
import { keyOf } from './keys.ts';
import { listOptionHandlers } from './listOptions.ts';
import type { MediaSite } from './mediaLinks.ts';
import { asksForMedia, mediaRoute } from './mediaRoutes.ts';
import { messageHandlers } from './messages.ts';
import { operationRoutes } from './operationRoutes.ts';
import { recordingHandlers } from './recordings.ts';
import { LlamadaProState } from './state.ts';
import { taskHandlers } from './tasks.ts';

export { readOnlyKey, sandboxKey } from './keys.ts';
export { tenantId } from './state.ts';

export interface LlamadaProSimulatorOptions extends SimulatorOptions {
	/** Positions of switches in assumptions.ts that differ from the default. */
	assumptions?: Partial<Assumptions>;
	/** Hears of every change the webhooks are about, also after a reset; the seam for sending them. */
	onChange?: (event: ChangeEvent) => void;
}

export interface LlamadaProSimulator extends RunningSimulator<LlamadaProState> {
	/** Where recordings and files come from: the API itself, or another origin (switch `mediaOrigin`). */
	readonly media: Pick<RunningSimulator<unknown>, 'url' | 'requests' | 'faults'>;
}

/**
 * Starts a LlamadaPro API on 127.0.0.1; its base URL is `<url>`, paths begin with `/api/v1`. There is no
 * rate limit unless one is set, as none is documented (section 1).
 */
export async function startLlamadaProSimulator(options: LlamadaProSimulatorOptions = {}): Promise<LlamadaProSimulator> {
	const assumptions = resolveAssumptions(options.assumptions);
	const site: MediaSite = { origin: '' };
	const definition = apiDefinition(assumptions, () => new LlamadaProState(assumptions, site, options.onChange));
	const api = await startSimulator(definition, options);
	if (assumptions.mediaOrigin === 'api') {
		site.origin = api.url;
		return Object.assign(api, { media: api });
	}
	const media = await startSimulator(mediaDefinition(() => api.state));
	site.origin = media.url;
	const alone = { reset: api.reset.bind(api), close: api.close.bind(api) };
	return Object.assign(api, {
		media,
		reset: () => {
			alone.reset();
			media.reset();
		},
		close: async () => {
			await Promise.all([alone.close(), media.close()]);
		},
	});
}

function apiDefinition(
	assumptions: Assumptions,
	createState: () => LlamadaProState,
): SimulatorDefinition<LlamadaProState> {
	const handlers = {
		...callHandlers,
		...taskHandlers,
		...recordingHandlers,
		...conversationHandlers,
		...contactHandlers,
		...messageHandlers,
		...listOptionHandlers,
		...definitionHandlers,
	};
	const servesMedia = assumptions.mediaOrigin === 'api';
	return {
		name: 'LlamadaPro',
		createState,
		authenticate: (request) =>
			keyOf(request, assumptions) ?? (servesMedia && asksForMedia(request) ? 'link' : failure(401)),
		routes: [...operationRoutes(handlers, assumptions), ...(servesMedia ? [mediaRoute] : [])],
		failure,
		rateLimit,
		secretHeaders,
	};
}

/** Another origin with nothing but the files. */
function mediaDefinition(state: () => LlamadaProState): SimulatorDefinition<undefined> {
	return {
		name: 'LlamadaPro media',
		createState: () => undefined,
		authenticate: () => 'link',
		routes: [{ ...mediaRoute, handle: (request) => mediaRoute.handle(request, state()) }],
		failure,
		rateLimit,
		secretHeaders,
	};
}

const rateLimit: SimulatorDefinition<unknown>['rateLimit'] = {
	default: 'off',
	headers: () => ({}),
	headersOn: 'refusals',
	sendRetryAfter: true,
};

const secretHeaders = ['x-api-key'];
