/** A rating of a conversation by its visitor, as the CSAT analytics show it (section 6.6). */
export interface Rating {
	readonly id: string;
	readonly agentId: string;
	/** The human who was rated; null for the AI. */
	readonly userId: string | null;
	/** 1 to 5. */
	readonly score: number;
	readonly comment: string | null;
	readonly email: string | null;
	readonly name: string | null;
	readonly triggerReason: string;
	readonly createdAt: string;
}

/** One run of a function of the AI agent, as the analytics count it (section 6.6). */
export interface FunctionRun {
	readonly agentId: string;
	readonly name: string;
	readonly description: string;
	readonly type: string;
	readonly mcpName: string | null;
	readonly mcpProvider: string | null;
	readonly failed: boolean;
	readonly createdAt: string;
}
