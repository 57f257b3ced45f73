import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import type { z } from 'zod';
import { zodToJsonSchema } from 'zod-to-json-schema';

import type { Operation, Registry } from '../nodes/shared/runtime/operation.ts';

/** A node as the reference describes it. A trigger has no registry. */
export interface ReferenceNode {
	readonly description: INodeTypeDescription;
	readonly registry?: Registry;
}

type Choice = { readonly name: string; readonly description?: string };

/** What users call the kinds of fields. */
const kinds: Partial<Record<INodeProperties['type'], string>> = {
	boolean: 'On or off',
	collection: 'Collection',
	dateTime: 'Date and time',
	fixedCollection: 'List of entries',
	json: 'JSON',
	multiOptions: 'Several of a list',
	number: 'Number',
	options: 'One of a list',
	resourceLocator: 'From a list, or by ID',
	resourceMapper: 'Form of the account’s own fields',
	string: 'Text',
};

/** A longer list is better looked at in the node. */
const mostChoices = 12;

/** Not of the package's own making, or no field at all. */
const leftOut = new Set(['resource', 'operation', 'notice', 'callout', 'hidden']);

/**
 * The reference page of one node as Markdown, made from what the node itself declares: every operation with its fields,
 * its options and the fields of its output.
 */
export function referencePage({ description, registry }: ReferenceNode): string {
	const parts = [
		`# ${description.displayName}`,
		`${sentence(description.description)}`,
		`Credential: ${(description.credentials ?? []).map(({ name }) => `\`${name}\``).join(', ') || 'none'}. Type of the node: \`${description.name}\`.`,
		...(registry === undefined
			? ['## Fields', ...fieldTable(description.properties)]
			: [contents(registry), ...Object.values(registry).flatMap(resourceSection)]),
	];
	return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function contents(registry: Registry): string {
	return Object.values(registry)
		.map(
			({ name, operations }) =>
				`- **${name}**: ${operations.map((operation) => `[${operation.name}](#${anchor(heading(name, operation))})`).join(', ')}`,
		)
		.join('\n');
}

function resourceSection({ name, operations }: Registry[string]): string[] {
	return [`## ${name}`, ...operations.flatMap((operation) => operationSection(name, operation))];
}

const heading = (resource: string, operation: Operation): string => `${resource}: ${operation.name}`;

function operationSection(resource: string, operation: Operation): string[] {
	return [
		`### ${heading(resource, operation)}`,
		`${sentence(operation.description)} As the tool of an AI agent: “${operation.action}”.`,
		...fieldTable(operation.properties),
		...(operation.options === undefined ? [] : ['Options of this operation:', ...fieldTable(operation.options)]),
		outputLine(operation),
	];
}

function outputLine({ output }: Operation): string {
	const { properties = {} } = zodToJsonSchema(output as z.ZodType<unknown>, { $refStrategy: 'none' }) as {
		properties?: object;
	};
	const names = Object.keys(properties).map((name) => `\`${name}\``);
	return names.length === 0 ? '' : `Output: ${names.join(', ')}.`;
}

/** GitHub's anchor of a heading. */
function anchor(text: string): string {
	return text
		.toLowerCase()
		.replaceAll(/[^\p{L}\p{N} -]/gu, '')
		.replaceAll(' ', '-');
}

function fieldTable(properties: readonly INodeProperties[]): string[] {
	const rows = properties.flatMap((property) => fieldRows(property, ''));
	if (rows.length === 0) return [];
	return [['| Field | Kind | What it is |', '|---|---|---|', ...rows].join('\n')];
}

function fieldRows(property: INodeProperties, within: string): string[] {
	if (leftOut.has(property.name) || leftOut.has(property.type)) return [];
	const label = `${within}${property.displayName}`;
	const required = property.required === true ? ' (required)' : '';
	const row = `| ${cell(label)}${required} | ${kinds[property.type] ?? property.type} | ${cell(help(property))} |`;
	return [row, ...entriesOf(property).flatMap((inner) => fieldRows(inner, `${label} › `))];
}

function entriesOf({ type, options = [] }: INodeProperties): INodeProperties[] {
	if (type === 'collection') return options as INodeProperties[];
	if (type === 'fixedCollection') return options.flatMap((group) => ('values' in group ? group.values : []));
	return [];
}

function help({ type, description = '', options = [] }: INodeProperties): string {
	const isChoice = type === 'options' || type === 'multiOptions';
	return [sentence(description), isChoice ? describeChoices(options as Choice[]) : '']
		.filter((part) => part !== '')
		.join(' ');
}

function describeChoices(choices: readonly Choice[]): string {
	if (choices.length > mostChoices) return `One of ${choices.length} in the list.`;
	return choices.length === 0 ? '' : `Choices: ${choices.map(describeChoice).join('; ')}.`;
}

const describeChoice = ({ name, description }: Choice): string =>
	description === undefined ? name : `${name} (${description.replace(/\.$/, '')})`;

const sentence = (text: string): string => (text === '' || /[.!?]$/.test(text) ? text : `${text}.`);

/** Descriptions may hold simple HTML, as n8n's editor shows it; a table cell holds one line. */
function cell(text: string): string {
	return text
		.replaceAll(/<br\s*\/?>/g, ' ')
		.replaceAll(/<a [^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/g, '[$2]($1)')
		.replaceAll(/<[^>]+>/g, '')
		.replaceAll(/\s+/g, ' ')
		.replaceAll('|', '\\|')
		.trim();
}
