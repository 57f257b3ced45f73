import type { Page } from 'playwright-core';

/** Waits for the message that n8n shows in the corner after a run, and closes it. @returns its title. */
export async function closeToast(page: Page): Promise<string> {
	const toast = page.getByRole('alert').and(page.locator('.content-toast'));
	await toast.waitFor();
	const title = await toast.locator('h2').innerText();
	await toast.locator('.el-notification__closeBtn').click();
	await toast.waitFor({ state: 'hidden' });
	return title;
}
