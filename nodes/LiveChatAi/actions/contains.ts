/** Whether one of some texts contains the wanted one. Capitals and surrounding space do not count. */
export function contains(wanted: string): (...texts: ReadonlyArray<string | null | undefined>) => boolean {
	const text = wanted.trim().toLocaleLowerCase();
	return (...texts) => texts.some((candidate) => candidate?.toLocaleLowerCase().includes(text) === true);
}
