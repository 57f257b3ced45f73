export const dayMs = 86_400_000;

const isoDateTime = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** Moves every ISO 8601 moment in an object, at any depth, by `ms`. */
export function moveDates(item: object, ms: number): void {
	for (const [key, value] of Object.entries(item) as Array<[string, unknown]>) {
		if (typeof value === 'object' && value !== null) moveDates(value, ms);
		else if (typeof value === 'string' && isoDateTime.test(value)) {
			Object.assign(item, { [key]: new Date(Date.parse(value) + ms).toISOString() });
		}
	}
}
