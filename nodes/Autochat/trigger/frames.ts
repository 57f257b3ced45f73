import { z } from 'zod';

import { printable } from '../../shared/http/text';
import type { Message } from '../../shared/triggers/socket/protocol';
import { assumptions } from '../api';
import { isDocumentedEvent } from './events';

const frameSchema = z.object({ type: z.string() }).passthrough();

const errorSchema = z.object({
	message: z.unknown(),
	error: z.unknown(),
	data: z.object({ message: z.unknown() }).optional().catch(undefined),
});

const noise: Message = { kind: 'noise' };

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

function refusal(frame: unknown): Message {
	const texts = assumptions.socketErrorTexts(errorSchema.parse(frame));
	const said = texts.find((text) => typeof text === 'string' && text.trim() !== '');
	return { kind: 'refused', said: typeof said === 'string' ? printable(said, 300) : '' };
}

/**
 * What a frame of the tenant's WebSocket says (section 5, client rules 2, 3 and 7). Whatever is no JSON object with a type
 * says nothing.
 */
export function readFrame(text: string): Message {
	const parsed = frameSchema.safeParse(parse(text));
	if (!parsed.success) return noise;
	const frame = parsed.data;
	const { type } = frame;
	if (isDocumentedEvent(type)) return { kind: 'event', type, isKnown: true, frame };
	if (type === 'error') return refusal(frame);
	if (assumptions.socketAcceptance.test(type)) {
		return assumptions.socketRefusal.test(type) ? refusal(frame) : { kind: 'accepted' };
	}
	return assumptions.socketHeartbeat.test(type) ? noise : { kind: 'event', type, isKnown: false, frame };
}
