/**
 * The simulated LiveTok as a process of its own: its work must not slow down what is measured. Takes the latency as its
 * argument and writes its address as the only line.
 */
import { startLiveTokSimulator } from '../../sandbox/simulators/livetok/index.ts';

const hourMs = 3_600_000;

const simulator = await startLiveTokSimulator({
	latencyMs: Number(process.argv[2]),
	// Every answer carries the documented headers, but nobody gets near this limit.
	rateLimit: { limit: 1_000_000, windowMs: hourMs },
});
process.stdout.write(`${simulator.url}\n`);
