import { join } from 'node:path';

import { checkout } from '../../sandbox/n8n/paths.ts';
import type { Editor } from './editor.ts';
import { openStage, type Stage } from './stage.ts';

/** Declares a test: a scene that is played in a page of its own, by a user who has signed in. */
export type DeclareScene = (title: string, play: (editor: Editor, stage: Stage) => Promise<void>) => void;

/** Has a stage opened before the tests of a file and closed after them. @returns what declares the tests on that stage. */
export function scenesOnStage(): DeclareScene {
	let stage: Stage;

	// Where nothing is installed yet, n8n and the browser are.
	beforeAll(async () => {
		stage = await openStage();
	}, 900_000);

	afterAll(async () => await stage?.close(), 30_000);

	return (title, play) => {
		test(title, async () => await stage.play(title, async (editor) => await play(editor, stage)), 90_000);
	};
}

/** The path of the picture of this name in the documentation. */
export function picture(name: string): string {
	return join(checkout, 'docs', 'images', `${name}.png`);
}
