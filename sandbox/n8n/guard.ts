/**
 * Loaded into every process the sandbox starts, before its own code. When the process that started it is gone, however
 * it ended, the message channel between the two closes and this ends the whole process group: nothing outlives its owner.
 */
const channel = process.channel;

if (channel) {
	// Group 0 is the group of this process: its own children go too.
	process.on('disconnect', () => process.kill(0, 'SIGKILL'));
	// Listening must not keep a process alive that has finished its work.
	channel.unref();
}

export {};
