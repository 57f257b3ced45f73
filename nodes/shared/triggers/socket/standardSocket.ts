import { RequestFailure } from '../../http/failure';

interface SocketEvents {
	open: unknown;
	message: { readonly data: unknown };
	close: { readonly code: number; readonly wasClean: boolean };
}

/** What we need of the standard WebSocket that the host's Node brings along (Node 22 and later). */
export interface StandardSocket {
	binaryType: string;
	addEventListener<Type extends keyof SocketEvents>(
		type: Type,
		listener: (event: SocketEvents[Type]) => void,
		options: { signal: AbortSignal },
	): void;
	send(text: string): void;
	close(): void;
}

/**
 * Begins to open a WebSocket; what becomes of it, its events tell. The host's WebSocket follows the host's certificates,
 * but neither its proxy settings nor its egress filter: ask that one first.
 * Throws a RequestFailure where the host has no WebSocket.
 */
export function openStandardSocket(url: string): StandardSocket {
	if (typeof WebSocket === 'undefined') {
		throw new RequestFailure({
			message: 'This n8n runs on a Node.js without WebSocket',
			description: 'Update n8n: it needs to run on Node.js 22 or later.',
			outcome: 'notSent',
		});
	}
	const socket = new WebSocket(url) as unknown as StandardSocket;
	// What is no text is thrown away: not worth a Blob.
	socket.binaryType = 'arraybuffer';
	return socket;
}
