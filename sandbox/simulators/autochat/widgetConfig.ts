import { jsonAnswer } from '../answer.ts';
import { chooseAssistant } from './assistants.ts';
import type { Handler } from './handler.ts';

/** `GET /api/widgets/:widgetId/config` (section 3.4). */
export const getConfig: Handler = ({ tenant, assumptions }) => {
	const assistantId = chooseAssistant(tenant, { channel: 'chat', wanted: undefined }, assumptions);
	const isExtended = assumptions.configFields === 'extended';
	const widget = { primaryColor: tenant.primaryColor, position: 'bottom-right' };
	const settings = { theme: 'light', greetingMessage: 'Hi! How can we help?' };
	const config = {
		name: tenant.name,
		assistantId,
		widget: isExtended ? { ...widget, ...settings } : widget,
		branding: { logo: `https://cdn.example.com/${tenant.id}/logo.png` },
		// the key and its shape are invented: what matters is that there is one nobody knows
		...(isExtended ? { proactiveMessages: [{ delaySeconds: 30, message: 'Can I help you?' }] } : {}),
	};
	return jsonAnswer({ success: true, config });
};
