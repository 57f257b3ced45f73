import { PassThrough } from 'node:stream';

import type { IExecuteFunctions } from 'n8n-workflow';

import { audioFile, audioOf } from '../../../nodes/LlamadaPro/actions/recording/audio.ts';
import type { ApiClient } from '../../../nodes/shared/http/client.ts';

it.each<{ type: string | undefined; address?: string; name: string; mimeType: string }>([
	{ type: 'audio/wav', name: 'recording-7.wav', mimeType: 'audio/wav' },
	{ type: 'audio/x-wav', name: 'recording-7.wav', mimeType: 'audio/wav' },
	{ type: 'audio/mpeg', name: 'recording-7.mp3', mimeType: 'audio/mpeg' },
	{ type: 'Audio/MPEG', name: 'recording-7.mp3', mimeType: 'audio/mpeg' },
	{ type: 'audio/ogg', name: 'recording-7.ogg', mimeType: 'audio/ogg' },
	{ type: 'video/webm', name: 'recording-7.webm', mimeType: 'audio/webm' },
	// A storage that does not know what it keeps: the address may.
	{ type: 'binary/octet-stream', address: '/a/b.MP3?token=x.wav', name: 'recording-7.mp3', mimeType: 'audio/mpeg' },
	{ type: undefined, address: '/a/b.ogg', name: 'recording-7.ogg', mimeType: 'audio/ogg' },
	// The server's word counts for more than the address.
	{ type: 'audio/mpeg', address: '/a/b.wav', name: 'recording-7.mp3', mimeType: 'audio/mpeg' },
	{ type: 'audio/x-unheard-of', address: '/a/b.wav', name: 'recording-7', mimeType: 'audio/x-unheard-of' },
	{ type: 'application/octet-stream', name: 'recording-7', mimeType: 'application/octet-stream' },
	{ type: undefined, address: '/a/b.exe', name: 'recording-7', mimeType: 'application/octet-stream' },
])('$type at $address is $name', ({ type, address = '/media/7', name, mimeType }) => {
	expect(audioFile(7, type, `https://files.example${address}`)).toEqual({ name, mimeType });
});

it.each(['text/html', 'Text/Plain', 'application/json', 'application/xml'])(
	'%s is no recording: its connection is closed, nothing is stored',
	async (contentType) => {
		const stream = new PassThrough();
		const client = { download: async () => ({ stream, contentType }) } as unknown as ApiClient;
		const recording = { id: 7, url: 'https://files.example/7.wav' };
		await expect(audioOf(client, {} as IExecuteFunctions, recording)).rejects.toThrow('gave a page instead of audio');
		expect(stream.destroyed).toBe(true);
	},
);
