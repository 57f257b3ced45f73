import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import type { INodeProperties } from 'n8n-workflow';

import { triggersUnderTest } from '../nodes.ts';

const nodes = resolve(__dirname, '../../dist/nodes');

/** Every property at every depth of collections. */
function flatten(properties: readonly INodeProperties[]): INodeProperties[] {
	return properties.flatMap((property) => [
		property,
		...(property.type === 'collection' ? flatten((property.options ?? []) as INodeProperties[]) : []),
	]);
}

describe.each(triggersUnderTest)('trigger $name', ({ name, node, folder }) => {
	const { description } = node;
	const file = `${name[0]?.toUpperCase()}${name.slice(1)}`;

	it('is a trigger for n8n, and no tool', () => {
		expect(description.name).toBe(name);
		expect(description.group).toEqual(['trigger']);
		expect(description.inputs).toEqual([]);
		expect(description.usableAsTool).toBeUndefined();
		expect(existsSync(join(nodes, folder, `${file}.node.js`))).toBe(true);
	});

	it('shows two icons', () => {
		const icon = description.icon as { light: string; dark: string };
		expect(icon.light).not.toBe(icon.dark);
		for (const { length } of [icon.light, icon.dark].map((path) =>
			readFileSync(join(nodes, folder, path.replace('file:', ''))),
		)) {
			expect(length).toBeLessThan(10 * 1_024);
		}
	});

	it('has a codex file beside the compiled node', () => {
		const path = join(nodes, folder, `${file}.node.json`);
		expect(statSync(path).isFile()).toBe(true);
		const codex = JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
		expect(codex.node).toBe(`n8n-nodes-customer-engagement.${name}`);
		expect(codex.alias).toEqual(expect.arrayContaining([expect.any(String)]));
	});

	it('every field has a label, a default, and a word of help', () => {
		for (const property of flatten(description.properties)) {
			expect(property.displayName).toMatch(/^[A-Z]/);
			expect(property.default).toBeDefined();
			const isHelp = property.type === 'notice' || property.type === 'callout';
			const helped = [property.description, property.hint, property.placeholder].some((help) => (help ?? '') !== '');
			expect([property.name, helped || isHelp || property.type === 'options']).toEqual([property.name, true]);
		}
	});

	it('tells somebody who tests it, and somebody who publishes it, what happens next', () => {
		expect(description.eventTriggerDescription ?? description.polling).toBeTruthy();
		expect(description.activationMessage ?? description.polling).toBeTruthy();
	});
});

it('the fields that workflows store for ever', () => {
	const stored = triggersUnderTest.map(({ name, node }) => [
		name,
		flatten(node.description.properties)
			.filter(({ type }) => type !== 'notice' && type !== 'callout')
			.map((property) => property.name),
	]);
	expect(Object.fromEntries(stored)).toMatchSnapshot();
});
