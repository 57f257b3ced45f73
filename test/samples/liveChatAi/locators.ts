/** A locator whose entry is given by its id, as the editor stores it. */
export const byId = (value: string) => ({ __rl: true, mode: 'id', value });
