import type { INodeProperties } from 'n8n-workflow';
import { updateDisplayOptions } from 'n8n-workflow';

import { campaignOptions } from '../campaign/options';
import { isSend, type Operation, type Registry } from './operation';
import { runOptions } from './runSettings';

const byName = (first: { name: string }, second: { name: string }): number => first.name.localeCompare(second.name);

/**
 * The fields of a node, made from its registry: the resource, each resource's operations, each operation's fields and
 * its Options collection. What an operation declares is shown for that operation only.
 *
 * @param timeoutMs how long a request of this vendor may take, where that differs from the usual: what the Timeout option
 * begins with
 */
export function describeFields(registry: Registry, timeoutMs?: number): INodeProperties[] {
	const resources = Object.entries(registry);
	const firstResource = resources[0]?.[0] ?? '';
	const ofRun = runOptions.map((option) =>
		option.name === 'timeout' && timeoutMs !== undefined ? { ...option, default: timeoutMs / 1_000 } : option,
	);
	return [
		{
			displayName: 'Resource',
			name: 'resource',
			type: 'options',
			noDataExpression: true,
			options: resources.map(([value, { name }]) => ({ name, value })).sort(byName),
			default: firstResource,
		},
		...resources.flatMap(([resource, { operations }]) => resourceFields(resource, operations, ofRun)),
	];
}

/**
 * What stands under the node on the canvas: "Message: Send Template". An expression over the names that the fields show;
 * what workflows store ("sendTemplate") is no text for users.
 */
export function describeSubtitle(registry: Registry): string {
	const names = Object.fromEntries(
		Object.entries(registry).flatMap(([resource, { name, operations }]) =>
			operations.map((operation) => [`${resource}.${operation.value}`, `${name}: ${operation.name}`]),
		),
	);
	return `={{ (${JSON.stringify(names)} )[$parameter["resource"] + "." + $parameter["operation"]] }}`;
}

function resourceFields(
	resource: string,
	operations: readonly Operation[],
	ofRun: readonly INodeProperties[],
): INodeProperties[] {
	const firstOperation = operations[0]?.value ?? '';
	return [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			displayOptions: { show: { resource: [resource] } },
			options: operations
				.map(({ name, value, action, description }) => ({ name, value, action, description }))
				.sort(byName),
			default: firstOperation,
		},
		...operations.flatMap((operation) => operationFields(resource, operation, ofRun)),
	];
}

function operationFields(resource: string, operation: Operation, ofRun: readonly INodeProperties[]): INodeProperties[] {
	const options: INodeProperties = {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...(operation.options ?? []), ...(isSend(operation) ? campaignOptions : []), ...ofRun].sort(
			(first, second) => first.displayName.localeCompare(second.displayName),
		),
	};
	return updateDisplayOptions({ show: { resource: [resource], operation: [operation.value] } }, [
		...operation.properties,
		options,
	]);
}
