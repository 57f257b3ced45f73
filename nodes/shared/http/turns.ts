import pLimit from 'p-limit';

/** Who is at work and who waits, by what they wait for. Only lines in which somebody stands are kept. */
const lines = new Map<string, ReturnType<typeof pLimit>>();

/** What came of waiting in line: the work was done, or the caller was stopped before its turn came. */
export type TurnResult<T> = { readonly kind: 'done'; readonly value: T } | { readonly kind: 'stopped' };

/**
 * Does `work` when everything that asked for the same `key` before has ended, first come first served: within a run and
 * between all executions of this process. A caller that is stopped while it waits leaves the line at once.
 * What `work` throws is thrown, and the next one has its turn.
 */
export async function takeTurn<T>(
	key: string,
	signal: AbortSignal | undefined,
	work: () => Promise<T>,
): Promise<TurnResult<T>> {
	if (signal?.aborted) return { kind: 'stopped' };
	const line = lines.get(key) ?? pLimit(1);
	lines.set(key, line);
	return await new Promise((resolve, reject) => {
		const leave = (): void => resolve({ kind: 'stopped' });
		signal?.addEventListener('abort', leave, { once: true });
		void line(async () => {
			signal?.removeEventListener('abort', leave);
			try {
				resolve(signal?.aborted ? { kind: 'stopped' } : { kind: 'done', value: await work() });
			} catch (error) {
				reject(error instanceof Error ? error : new Error(String(error)));
			} finally {
				if (line.pendingCount === 0 && lines.get(key) === line) lines.delete(key);
			}
		});
	});
}
