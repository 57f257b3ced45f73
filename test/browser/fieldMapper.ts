import type { Locator, Page } from 'playwright-core';

/** A form of a node whose fields come from the account: n8n's resource mapper. Nothing is in it until it is added. */
export class FieldMapper {
	readonly #page: Page;
	readonly #form: Locator;

	constructor(page: Page, form: Locator) {
		this.#page = page;
		this.#form = form;
	}

	/** Adds a field; waits for the form when it is still loaded. @returns the labels of all that could be added. */
	async add(label: string): Promise<string[]> {
		await this.#form.getByTestId('add-fields-select').getByRole('button').click();
		const entries = this.#page.getByRole('menu').getByRole('menuitem');
		await entries.first().waitFor();
		const offered = await entries.allInnerTexts();
		await entries.filter({ has: this.#page.getByText(label, { exact: true }) }).click();
		// While the menu closes it would pass for the next one.
		await entries.first().waitFor({ state: 'hidden' });
		await this.#label(label).waitFor();
		return offered.map((text) => text.trim());
	}

	/** Takes a field out of the form again. The button that does so knows the field by its key. */
	async remove(label: string, key: string): Promise<void> {
		await this.#form.getByTestId(`remove-field-button-${key}`).click();
		await this.#label(label).waitFor({ state: 'hidden' });
	}

	#label(label: string): Locator {
		return this.#form.locator('label').getByText(label, { exact: true });
	}
}
