import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type ReferenceNode, referencePage } from '../../docs/reference.ts';
import { nodesUnderTest, triggersUnderTest } from '../nodes.ts';

const folder = join(import.meta.dirname, '..', '..', 'docs', 'reference');

const nodes: ReadonlyArray<ReferenceNode & { readonly name: string }> = [
	...nodesUnderTest.map(({ name, node, registry }) => ({ name, registry, description: node.description })),
	...triggersUnderTest.map(({ name, node }) => ({ name, description: node.description })),
];

describe('the reference in docs', () => {
	it.each(nodes)('describes $name as it is; "npm run docs" renews it', ({ name, ...node }) => {
		expect(readFileSync(join(folder, `${name}.md`), 'utf8')).toBe(referencePage(node));
	});

	it('has a page for every node and none besides', () => {
		const names = nodes.map(({ name }) => `${name}.md`);
		expect(readdirSync(folder).sort()).toEqual(names.sort());
	});
});
