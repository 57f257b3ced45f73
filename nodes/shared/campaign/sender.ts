import type { Clock } from '../http/clock';
import type { SendOperation } from '../runtime/operation';
import { toItems } from '../runtime/output';
import type { Run } from '../runtime/run';
import { type Candidate, readCandidates, takeCandidates } from './candidates';
import type { Desk } from './desk';
import type { Ledger, Settlement, Standing } from './ledger';
import { quietClock } from './quietHours';
import type { CampaignSettings } from './settings';
import { Window } from './window';

/** How much of the window is claimed with one write: the rest may still wait for answers. */
const refillShare = 0.8;

/**
 * Sends to the recipients of one run. With a ledger they are claimed many at a time, before the first of them is sent
 * to, and never more than the window holds: what a crash leaves unknown is at most the window.
 */
export class Sender {
	private readonly window: Window;
	private readonly refill: number;
	private readonly quiet: ReturnType<typeof quietClock> | undefined;
	private finished = emptySettlement();
	/** The end of the last send of a sequence, by its key. */
	private readonly tails = new Map<string, Promise<void>>();

	constructor(
		private readonly run: Run,
		private readonly operation: SendOperation,
		private readonly settings: CampaignSettings,
		private readonly desk: Desk,
		private readonly ledger: Ledger | undefined,
		private readonly clock: Clock,
	) {
		this.window = new Window(run.concurrency);
		this.refill = ledger === undefined ? 1 : Math.ceil(run.concurrency * refillShare);
		this.quiet = settings.quietHours === undefined ? undefined : quietClock(settings.quietHours);
	}

	/**
	 * Sends to everybody whose turn comes. Returns what the ledger failed with, if it did, after everything that was on
	 * its way has ended and is written down.
	 */
	async sendAll(): Promise<unknown> {
		const sending = await ended(this.refillUntilOver());
		await this.window.untilAtMost(0);
		const closing = this.ledger === undefined ? undefined : await ended(this.ledger.close(this.takeFinished()));
		return sending ?? closing;
	}

	private async refillUntilOver(): Promise<void> {
		const candidates = readCandidates(this.run, this.operation, this.settings.sendOnce, this.desk);
		for (let isOver = false; !isOver && this.run.mayGoOn();) {
			const taken = takeCandidates(candidates, this.window.room);
			({ isOver } = taken);
			if (taken.batch.length > 0) await this.begin(taken.batch);
			// Others get their turn too, and a stop is noticed.
			else await this.clock.sleep(0);
			await this.window.untilAtMost(this.run.concurrency - this.refill);
		}
	}

	private async begin(batch: readonly Candidate[]): Promise<void> {
		const { ledger } = this;
		const awake = batch.filter((candidate) => !this.defer(candidate));
		if (ledger === undefined) {
			for (const candidate of awake) this.start(candidate, 'fresh');
			return;
		}
		await ledger.settle(this.takeFinished());
		if (awake.length === 0) return;
		const standings = await ledger.claim(awake.map(({ key }) => key));
		for (const candidate of awake) this.meet(candidate, standings.get(candidate.key) ?? 'busy');
	}

	private meet(candidate: Candidate, standing: Standing): void {
		switch (standing) {
			case 'fresh':
				this.start(candidate, standing);
				break;
			case 'unknown':
				if (this.settings.sendOnce?.sendAgainWhereUnknown === true) this.start(candidate, standing);
				else {
					this.desk.unknownSince(candidate);
					this.finished.unknown.push(candidate.key);
				}
				break;
			case 'sent':
				this.desk.skipped(candidate, 'Sent to earlier in this campaign');
				this.finished.sent.push(candidate.key);
				break;
			case 'busy':
				this.desk.skipped(candidate, 'Another run of this campaign is working on this recipient at this moment');
				break;
		}
	}

	private start(candidate: Candidate, standing: Standing): void {
		// What was unknown before stays so until it is sent.
		const leave = (): void => {
			this.finished[standing === 'unknown' ? 'unknown' : 'givenBack'].push(candidate.key);
		};
		const work = async (): Promise<void> => {
			if (!this.run.mayGoOn() || this.defer(candidate)) return leave();
			const outcome = await this.send(candidate);
			if (outcome === 'sent' || outcome === 'unknown') this.finished[outcome].push(candidate.key);
			else leave();
		};
		this.window.start(async () => await this.inSequence(candidate, work));
	}

	private defer(candidate: Candidate): boolean {
		const quiet = this.quiet?.(candidate.reached, this.clock.now());
		if (quiet !== undefined) this.desk.deferred(candidate, quiet);
		return quiet !== undefined;
	}

	private async send(candidate: Candidate) {
		const { itemIndex, parameters } = candidate;
		const { client, host } = this.run;
		try {
			const result = await this.operation.execute({ itemIndex, parameters, client, host });
			this.desk.sent(candidate, await toItems(result, itemIndex));
			return 'sent';
		} catch (problem) {
			return this.desk.failed(itemIndex, candidate.recipient, problem);
		}
	}

	/** Messages of one sequence leave one after the other. */
	private async inSequence({ parameters }: Candidate, work: () => Promise<void>): Promise<void> {
		const sequence = this.operation.sequenceKey?.(parameters);
		if (sequence === undefined) return await work();
		const mine = (this.tails.get(sequence) ?? Promise.resolve()).then(work);
		this.tails.set(sequence, mine);
		await mine;
		if (this.tails.get(sequence) === mine) this.tails.delete(sequence);
	}

	private takeFinished(): Settlement {
		const { finished } = this;
		this.finished = emptySettlement();
		return finished;
	}
}

function emptySettlement() {
	return { sent: [] as string[], givenBack: [] as string[], unknown: [] as string[] };
}

/** What a piece of work failed with; undefined when it did not. */
async function ended(work: Promise<void>): Promise<unknown> {
	return await work.then(
		() => undefined,
		(problem: unknown) => problem,
	);
}
