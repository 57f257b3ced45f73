import type { ConsoleMessage, Locator, Page } from 'playwright-core';

import type { Owner } from '../../sandbox/n8n/session.ts';
import { NodeView } from './nodeView.ts';
import { closeToast } from './toast.ts';

/** n8n's editor, used as somebody at the screen uses it. One object is one page of the browser. */
export class Editor {
	readonly #page: Page;
	readonly #url: string;
	readonly #problems: string[] = [];

	constructor(page: Page, url: string) {
		this.#page = page;
		this.#url = url;
		page.on('pageerror', ({ message }) => this.#problems.push(message));
		page.on('console', (message) => {
			if (this.#isProblem(message)) this.#problems.push(`${message.text()} (${message.location().url})`);
		});
	}

	/** Errors the page met so far: thrown, logged, or files of n8n and its nodes that could not be loaded. */
	get problems(): readonly string[] {
		return this.#problems;
	}

	/** Fills in the sign-in form; ends on the start page. */
	async signIn({ email, password }: Owner): Promise<void> {
		await this.#page.goto(`${this.#url}/signin`);
		await this.#page.getByTestId('emailOrLdapLoginId').locator('input').fill(email);
		await this.#page.getByTestId('password').locator('input').fill(password);
		await this.#page.getByTestId('form-submit-button').click();
		await this.#page.waitForURL(/\/home\//);
	}

	/** Opens a stored workflow and waits for its canvas. */
	async openWorkflow(id: string): Promise<void> {
		await this.#page.goto(`${this.#url}/workflow/${id}`);
		await this.#page.getByTestId('canvas-controls').waitFor();
		await this.#page.locator('[data-test-id="canvas-node"], [data-test-id="canvas-add-button"]').first().waitFor();
	}

	/** As if the user's system changed to this theme, which the editor follows. */
	async useTheme(theme: 'light' | 'dark'): Promise<void> {
		await this.#page.emulateMedia({ colorScheme: theme });
	}

	/** The panel that nodes are added from. */
	get nodePanel(): Locator {
		return this.#page.getByTestId('node-creator');
	}

	/** Opens the node panel with its key and leaves the cursor in its search. */
	async openNodePanel(): Promise<void> {
		await this.#page.keyboard.press('n');
		await this.#nodeSearch.waitFor();
	}

	/** Searches in the open node panel until the node of this name is listed. @returns the node's entry. */
	async findNode(text: string, name: string): Promise<Locator> {
		const entry = this.#page.getByTestId('item-iterator-item').filter({ has: this.#exactly(name) });
		// What an earlier search has found must be gone, or it would pass for the result of this one.
		await this.#nodeSearch.fill('');
		await entry.waitFor({ state: 'hidden' });
		await this.#nodeSearch.fill(text);
		await entry.waitFor();
		return entry;
	}

	/** The actions listed for the node whose entry was opened in the node panel. */
	async listedActions(): Promise<string[]> {
		const actions = this.#page.locator('[data-keyboard-nav-type="action"]');
		// n8n marks the first one as soon as the list is complete.
		await actions.and(this.#page.locator('[class*="_active_"]')).waitFor();
		return await actions.getByTestId('node-creator-item-name').allInnerTexts();
	}

	/** Adds a node by one of the actions listed in the node panel. @returns the new node's parameters. */
	async addAction(action: string): Promise<NodeView> {
		await this.#unfoldActions();
		await this.#page
			.getByTestId('item-iterator-item')
			.filter({ has: this.#exactly(action) })
			.click();
		return await NodeView.opened(this.#page);
	}

	/** Where a workflow has no trigger yet, n8n shows the triggers of a node and folds its actions. */
	async #unfoldActions(): Promise<void> {
		const heading = this.#page.getByTestId('node-creator-category-item').filter({ hasText: /^Actions/ });
		const actions = this.#page.locator('[data-category-collapsed]').filter({ has: heading });
		if ((await actions.getAttribute('data-category-collapsed')) === 'true') await heading.click();
	}

	/** A node on the canvas. */
	node(name: string): Locator {
		return this.#page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`);
	}

	/** Opens a node of the canvas with a double click. */
	async openNode(name: string): Promise<NodeView> {
		await this.node(name).dblclick();
		return await NodeView.opened(this.#page);
	}

	/** Runs the whole workflow and waits for its end. @returns what the editor says about it. */
	async executeWorkflow(): Promise<string> {
		await this.#page.getByTestId('execute-workflow-button').click();
		return await closeToast(this.#page);
	}

	/** Whether a node of the canvas is completely in view. */
	async isInView(name: string): Promise<boolean> {
		const node = await this.node(name).boundingBox();
		const canvas = await this.#page.getByTestId('canvas-wrapper').boundingBox();
		if (node === null || canvas === null) return false;
		return (
			node.x >= canvas.x &&
			node.y >= canvas.y &&
			node.x + node.width <= canvas.x + canvas.width &&
			node.y + node.height <= canvas.y + canvas.height
		);
	}

	/** Takes a picture of the page, with the mouse out of the way. */
	async screenshot(file: string): Promise<void> {
		// In the bar at the top, where nothing reacts to it.
		await this.#page.mouse.move(550, 5);
		await this.#page.screenshot({ path: file, animations: 'disabled' });
	}

	get #nodeSearch(): Locator {
		return this.#page.getByTestId('node-creator-search-bar');
	}

	#exactly(text: string): Locator {
		return this.#page.getByText(text, { exact: true });
	}

	/** What n8n wants from the internet cannot be loaded here and is no problem. */
	#isProblem(message: ConsoleMessage): boolean {
		return message.type() === 'error' && message.location().url.startsWith(this.#url);
	}
}

/** The files of the icons an element shows, each once; those that could not be loaded are marked. */
export async function shownIcons(element: Locator): Promise<string[]> {
	const images = element.locator('img:visible');
	await images.first().waitFor();
	const files = await images.evaluateAll(
		async (found) =>
			await Promise.all(
				found.map(async (image) => {
					if (!(image instanceof HTMLImageElement)) return image.tagName;
					// Rejects when there is no such picture.
					await image.decode().catch(() => undefined);
					const file = new URL(image.src).pathname.split('/').at(-1) ?? '';
					return image.naturalWidth > 0 ? file : `${file} is not loaded`;
				}),
			),
	);
	return [...new Set(files)];
}
