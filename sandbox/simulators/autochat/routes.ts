import type { Route } from '../definition.ts';
import { sendChat } from './chat.ts';
import type { Handler } from './handler.ts';
import { sendSms, setAiGuide, startSms } from './sms.ts';
import { listSms } from './smsList.ts';
import type { AutochatState } from './state.ts';
import { trackEvent } from './tracking.ts';
import { startVoice } from './voice.ts';
import { getConfig } from './widgetConfig.ts';

/** One endpoint of the REST API. */
export interface AutochatRoute extends Pick<Route<AutochatState>, 'method' | 'path'> {
	/** Section of the API sheet. */
	section: string;
	/** The token it takes; with `anyone` it may be a widget token or none (section 3.4). */
	token: 'widget' | 'anyone' | 'dashboard';
	/** Requests that count for no rate limit (section 4). */
	unlimited?: true;
	handle: Handler;
}

const widget = '/api/widgets/:widgetId';
const sms = '/api/sms/conversations';

/** Every endpoint: the one place for their paths. */
export const routes = {
	sendChat: { method: 'post', path: `${widget}/chat`, section: '3.1', token: 'widget', handle: sendChat },
	trackEvent: {
		method: 'post',
		path: `${widget}/track`,
		section: '3.2',
		token: 'widget',
		unlimited: true,
		handle: trackEvent,
	},
	startVoice: { method: 'post', path: `${widget}/voice/start`, section: '3.3', token: 'widget', handle: startVoice },
	getConfig: { method: 'get', path: `${widget}/config`, section: '3.4', token: 'anyone', handle: getConfig },
	startSms: { method: 'post', path: `${sms}/start`, section: '7', token: 'dashboard', handle: startSms },
	sendSms: {
		method: 'post',
		path: `${sms}/:conversationId/messages`,
		section: '7',
		token: 'dashboard',
		handle: sendSms,
	},
	listSms: { method: 'get', path: sms, section: '7', token: 'dashboard', handle: listSms },
	setAiGuide: {
		method: 'put',
		path: `${sms}/:conversationId/ai-guide`,
		section: '7',
		token: 'dashboard',
		handle: setAiGuide,
	},
} as const satisfies Record<string, AutochatRoute>;

export type RouteName = keyof typeof routes;

const matchers = Object.values<AutochatRoute>(routes).map((route) => ({
	route,
	pattern: new RegExp(`^${route.path.replaceAll(/:\w+/g, '[^/]+')}$`),
}));

/** The endpoint a request is for; undefined when there is none. */
export function routeOf(request: { method: string; path: string }): AutochatRoute | undefined {
	const method = request.method.toLowerCase();
	return matchers.find(({ route, pattern }) => route.method === method && pattern.test(request.path))?.route;
}
