import type { KnowledgeBase } from './knowledgeBase';
import type { Plan } from './plan';
import type { SyncReport } from './report';

/** What a sync works with. */
export interface Sync {
	readonly base: KnowledgeBase;
	readonly plan: Plan;
	readonly report: SyncReport;
	/** Works on as many tasks at the same time as the user allows. Those that have not begun when the run is to end never do. */
	run<Task>(tasks: readonly Task[], work: (task: Task) => Promise<void>): Promise<void>;
}
