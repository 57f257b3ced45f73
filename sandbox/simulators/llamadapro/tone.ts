const sampleRate = 8000;
const bytesPerSample = 2;
const hertz = 440;
const loudness = 8000;

/** One second of a 440 Hz tone as a WAV file (16 bits, mono, 8 kHz); the same bytes every time. */
export function toneWav(): Buffer {
	const samples = Buffer.alloc(sampleRate * bytesPerSample);
	for (let index = 0; index < sampleRate; index += 1) {
		const value = Math.sin((2 * Math.PI * hertz * index) / sampleRate) * loudness;
		samples.writeInt16LE(Math.round(value), index * bytesPerSample);
	}
	const header = Buffer.alloc(44);
	header.write('RIFF', 0, 'ascii');
	header.writeUInt32LE(36 + samples.length, 4);
	header.write('WAVEfmt ', 8, 'ascii');
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(1, 20); // PCM
	header.writeUInt16LE(1, 22); // one channel
	header.writeUInt32LE(sampleRate, 24);
	header.writeUInt32LE(sampleRate * bytesPerSample, 28);
	header.writeUInt16LE(bytesPerSample, 32);
	header.writeUInt16LE(bytesPerSample * 8, 34);
	header.write('data', 36, 'ascii');
	header.writeUInt32LE(samples.length, 40);
	return Buffer.concat([header, samples]);
}
