import { audioFile } from '../../../nodes/LlamadaPro/actions/recording/audio.ts';

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
