import type { Locator, Page, Response } from 'playwright-core';

import { FieldMapper } from './fieldMapper.ts';
import { closeToast } from './toast.ts';

/** What a field is filled in with. */
export type Control = 'text' | 'number' | 'date picker' | 'switch' | 'drop-down';

/** The open view of one node: input on the left, parameters in the middle, output on the right. */
export class NodeView {
	readonly #page: Page;
	readonly #view: Locator;
	readonly #parameters: Locator;
	readonly #output: Locator;

	private constructor(page: Page) {
		this.#page = page;
		this.#view = page.getByTestId('ndv');
		this.#parameters = this.#view.getByTestId('node-parameters');
		this.#output = this.#view.getByTestId('output-panel');
	}

	/** Waits until a node's view is open. */
	static async opened(page: Page): Promise<NodeView> {
		const view = new NodeView(page);
		await view.#parameters.waitFor();
		return view;
	}

	/** Brings the field with this label into view. */
	async scrollTo(label: string): Promise<void> {
		await this.#field(label).scrollIntoViewIfNeeded();
	}

	/** Types into the field with this label. */
	async fill(label: string, text: string): Promise<void> {
		const field = this.#field(label);
		const input = field.getByTestId('parameter-input-field').or(field.getByRole('spinbutton'));
		await input.fill(text);
		// Leaving the field hands its text over, as it does for anybody who goes on to the next one.
		await input.blur();
	}

	/** Chooses from the drop-down with this label. @returns all that it offers. */
	async choose(label: string, option: string): Promise<string[]> {
		await this.#field(label).getByRole('combobox').click();
		const options = this.#page.getByRole('option').filter({ visible: true });
		await options.first().waitFor();
		const offered = await options.allInnerTexts();
		await this.#clickOption(option);
		return offered.map((text) => text.trim());
	}

	/** Turns the switch with this label on. */
	async turnOn(label: string): Promise<void> {
		// What is to be seen and clicked is beside the input, which is hidden.
		await this.#field(label).locator('.el-switch__core').click();
		await this.#field(label).getByRole('switch', { checked: true }).waitFor({ state: 'attached' });
	}

	/** What the field with this label is filled in with. */
	async control(label: string): Promise<Control> {
		const field = this.#field(label);
		const isThere = async (found: Locator): Promise<boolean> => (await found.count()) > 0;
		await field.getByTestId('parameter-input').waitFor();
		if (await isThere(field.getByRole('spinbutton'))) return 'number';
		if (await isThere(field.getByRole('switch'))) return 'switch';
		if (await isThere(field.locator('[role="combobox"][aria-haspopup="dialog"]'))) return 'date picker';
		if (await isThere(field.getByRole('combobox'))) return 'drop-down';
		return 'text';
	}

	/** Turns the field with this label into an expression, and waits until the editor shows its result below it. */
	async enterExpression(label: string, expression: string, result: string): Promise<void> {
		const field = this.#field(label);
		await field.hover();
		await field.getByTestId('radio-button-expression').click();
		await field.getByTestId('inline-expression-editor-input').getByRole('textbox').fill(expression);
		await field.getByTestId('parameter-input-hint').getByText(result, { exact: true }).waitFor();
	}

	/** The form with this label, whose fields the account defines. */
	mapper(label: string): FieldMapper {
		const form = this.#parameters
			.getByTestId('resource-mapper-container')
			.filter({ has: this.#page.locator('label').getByText(label, { exact: true }) });
		return new FieldMapper(this.#page, form);
	}

	/**
	 * Chooses another credential than the one n8n has chosen. n8n then loads the lists of the node's resource locators
	 * again; who changes a field in that moment finds their values gone.
	 */
	async changeCredential(name: string): Promise<void> {
		await this.#parameters.getByTestId('node-credentials-select').getByRole('combobox').click();
		const reloaded = this.#page.waitForResponse(isListOfLocator);
		await this.#clickOption(name);
		await reloaded;
	}

	/** What the drop-down with this label shows as chosen. */
	async chosen(label: string): Promise<string> {
		return await this.#field(label).getByRole('combobox').inputValue();
	}

	/** Opens the list of a resource locator and searches it. @returns the entries found, as they are shown. */
	async searchList(label: string, text: string): Promise<string[]> {
		await this.#field(label).getByTestId('rlc-input').click();
		const found = this.#page.waitForResponse(
			(response) =>
				isListOfLocator(response) && (response.request().postData() ?? '').includes(`"filter":${JSON.stringify(text)}`),
		);
		await this.#page.getByTestId('rlc-search').fill(text);
		await found;
		await this.#entries.filter({ hasText: text }).first().waitFor();
		return await this.#entries.allInnerTexts();
	}

	/** Chooses from the list that `searchList` has opened. */
	async pick(entry: string): Promise<void> {
		await this.#entries.filter({ has: this.#page.getByText(entry, { exact: true }) }).click();
		await this.#page.getByTestId('rlc-search').waitFor({ state: 'hidden' });
	}

	/** What the resource locator with this label shows as chosen. */
	async picked(label: string): Promise<string> {
		return await this.#field(label).getByTestId('rlc-input').inputValue();
	}

	/** Adds a row with the button that says so, such as "Add parameter". */
	async addRow(button: string): Promise<void> {
		await this.#parameters.getByRole('button', { name: button, exact: true }).click();
	}

	/** Adds an optional field with the drop-down that says so, such as "Add field". */
	async addField(dropDown: string, field: string): Promise<void> {
		await this.#parameters
			.getByTestId('collection-parameter-add')
			.filter({ has: this.#page.getByPlaceholder(dropDown, { exact: true }) })
			.click();
		await this.#clickOption(field);
	}

	/** Runs this node, and what has to run before it, and waits for the end. */
	async executeStep(): Promise<void> {
		await this.#view.getByTestId('node-execute-button').click();
		await this.stepEnds();
	}

	/** Waits for the end of a run that was started otherwise. */
	async stepEnds(): Promise<void> {
		await closeToast(this.#page);
		await this.#output.locator('[data-test-id^="node-run-status-"]').waitFor();
	}

	/** Lets a webhook trigger wait for one call of its test address. @returns what its panel says meanwhile. */
	async listenForTestEvent(): Promise<string> {
		await this.#view.getByTestId('trigger-execute-button').filter({ visible: true }).first().click();
		const listening = this.#view.getByTestId('trigger-listening');
		await listening.waitFor();
		return await listening.innerText();
	}

	/** The test address of a webhook trigger, from the list that opens under "Webhook URLs". */
	async testAddress(): Promise<string> {
		await this.#view.getByText('Webhook URLs', { exact: true }).click();
		const address = this.#view.getByText('/webhook-test/').first();
		await address.waitFor();
		return (await address.innerText()).trim();
	}

	/** Waits until the trigger that listens has received its event. */
	async testEventReceived(): Promise<void> {
		await this.#output.locator('[data-test-id^="node-run-status-"]').waitFor();
	}

	/** Starts a test run of a trigger, with the button of its panel. */
	async startTrigger(): Promise<void> {
		await this.#view.getByTestId('trigger-execute-button').filter({ visible: true }).first().click();
	}

	/** Waits until the panel of a trigger says that it listens. */
	async listens(): Promise<void> {
		await this.#view.getByText('Stop Listening', { exact: true }).first().waitFor();
	}

	/** The fields and values in the output. */
	async readOutput(): Promise<Record<string, string>> {
		await this.#output.getByTestId('radio-button-schema').click();
		const items = this.#output.getByTestId('run-data-schema-item');
		await items.first().waitFor();
		const fields = await items.evaluateAll((elements) =>
			elements.map((element): [string, string] => [
				element.querySelector('[data-name]')?.getAttribute('data-name') ?? '',
				element.querySelector('[data-test-id="run-data-schema-item-value"]')?.textContent ?? '',
			]),
		);
		return Object.fromEntries(fields);
	}

	/** The first item of the output, with its top-level fields only: those inside of objects share one text. */
	async readItem(): Promise<Record<string, string>> {
		const [first = {}] = await this.readItems();
		return first;
	}

	/** All items of the output's first page, as its table shows them: with their top-level fields. */
	async readItems(): Promise<Array<Record<string, string>>> {
		await this.#output.getByTestId('radio-button-table').click();
		const rows = this.#output.locator('tr').filter({ has: this.#page.locator('td[data-row]') });
		await rows.first().waitFor();
		const names = await this.#output.locator('th').allInnerTexts();
		const readRow = async (row: Locator): Promise<Record<string, string>> => {
			const values = await row.locator('td[data-row]').allInnerTexts();
			return Object.fromEntries(values.map((value, index) => [names[index]?.trim() ?? '', value.trim()]));
		};
		return await Promise.all((await rows.all()).map(readRow));
	}

	/** Shows the output as JSON, for a picture of all of it. */
	async showJson(): Promise<void> {
		await this.#output.getByTestId('radio-button-json').click();
		await this.#output.locator('.json-data').waitFor();
	}

	/** The error in the output. */
	async readError(): Promise<{ message: string; description: string }> {
		return {
			message: await this.#output.getByTestId('node-error-message').innerText(),
			description: await this.#output.getByTestId('node-error-description').innerText(),
		};
	}

	/** The fields of another node that the input offers before that node has run. */
	async previewedFields(node: string): Promise<string[]> {
		const input = this.#view.getByTestId('ndv-input-panel');
		await input.getByTestId('schema-preview-warning').waitFor();
		const names = input.locator(`[data-test-id="run-data-schema-node-name"][data-node-name="${node}"]`);
		return await names.allInnerTexts();
	}

	/** A field, its label included. */
	#field(label: string): Locator {
		return this.#parameters
			.getByTestId('input-label')
			.filter({ has: this.#page.locator('label').getByText(label, { exact: true }) });
	}

	get #entries(): Locator {
		return this.#page.getByTestId('rlc-item');
	}

	async #clickOption(name: string): Promise<void> {
		const option = this.#page.getByRole('option').filter({ has: this.#page.getByText(name, { exact: true }) });
		await option.click();
		// While the list closes it would pass for the next one.
		await option.waitFor({ state: 'hidden' });
	}
}

function isListOfLocator(response: Response): boolean {
	return response.url().endsWith('/rest/dynamic-node-parameters/resource-locator-results');
}
