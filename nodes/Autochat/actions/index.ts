import type { Registry } from '../../shared/runtime/operation';
import { autochatTenant } from '../api';
import { sendChatMessage } from './chat/sendMessage.operation';
import { trackEvent } from './event/track.operation';
import { getSmsConversations } from './sms/getConversations.operation';
import { sendSms } from './sms/sendMessage.operation';
import { setSmsAiGuide } from './sms/setAiGuide.operation';
import { startSmsConversation } from './sms/startConversation.operation';
import { startVoiceCall } from './voice/startCall.operation';
import { getWidgetConfig } from './widget/getConfig.operation';

/** Everything the Autochat node can do. The first operation of a resource is its default. */
export const registry: Registry = {
	chat: { name: 'Chat', operations: [sendChatMessage] },
	event: { name: 'Event', operations: [trackEvent] },
	voice: { name: 'Voice', operations: [startVoiceCall] },
	widget: { name: 'Widget', operations: [getWidgetConfig] },
	sms: {
		name: 'SMS',
		vendor: autochatTenant,
		operations: [startSmsConversation, sendSms, getSmsConversations, setSmsAiGuide],
	},
};
