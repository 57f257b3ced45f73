import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { referencePage } from '../../docs/reference.ts';
import { nodesUnderTest } from '../nodes.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'reference');

describe('the reference in docs', () => {
	it.each(nodesUnderTest.map(({ name, node, registry }) => ({ name, node, registry })))(
		'describes $name as it is; "npm run docs" renews it',
		({ name, node, registry }) => {
			const page = readFileSync(join(folder, `${name}.md`), 'utf8');
			expect(page).toBe(referencePage({ description: node.description, registry }));
		},
	);

	it('has a page for every node and none besides', () => {
		const names = nodesUnderTest.map(({ name }) => `${name}.md`);
		expect(readdirSync(folder).sort()).toEqual(names.sort());
	});
});
