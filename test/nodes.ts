import type { INodeType } from 'n8n-workflow';

import { Autochat } from '../nodes/Autochat/Autochat.node.ts';
import { AutochatTrigger } from '../nodes/Autochat/AutochatTrigger.node.ts';
import { registry as autochatRegistry } from '../nodes/Autochat/actions/index.ts';
import { LiveChatAi } from '../nodes/LiveChatAi/LiveChatAi.node.ts';
import { registry as liveChatAiRegistry } from '../nodes/LiveChatAi/actions/index.ts';
import { LiveChatAiTrigger } from '../nodes/LiveChatAi/LiveChatAiTrigger.node.ts';
import { LiveTok } from '../nodes/LiveTok/LiveTok.node.ts';
import { LiveTokTrigger } from '../nodes/LiveTok/LiveTokTrigger.node.ts';
import { registry as liveTokRegistry } from '../nodes/LiveTok/actions/index.ts';
import { LlamadaPro } from '../nodes/LlamadaPro/LlamadaPro.node.ts';
import { LlamadaProTrigger } from '../nodes/LlamadaPro/LlamadaProTrigger.node.ts';
import { LlamadaProWebhookTrigger } from '../nodes/LlamadaPro/LlamadaProWebhookTrigger.node.ts';
import { registry as llamadaProRegistry } from '../nodes/LlamadaPro/actions/index.ts';
import type { Registry } from '../nodes/shared/runtime/operation.ts';

/** A node of the package as the tests see it. */
export interface NodeUnderTest {
	readonly name: 'autochat' | 'liveChatAi' | 'liveTok' | 'llamadaPro';
	readonly node: INodeType;
	readonly registry: Registry;
	/** Folder under `nodes/`. */
	readonly folder: string;
}

/** Every node that has operations. The contract tests hold for each of them. */
export const nodesUnderTest: readonly NodeUnderTest[] = [
	{ name: 'autochat', node: new Autochat(), registry: autochatRegistry, folder: 'Autochat' },
	{ name: 'liveChatAi', node: new LiveChatAi(), registry: liveChatAiRegistry, folder: 'LiveChatAi' },
	{ name: 'liveTok', node: new LiveTok(), registry: liveTokRegistry, folder: 'LiveTok' },
	{ name: 'llamadaPro', node: new LlamadaPro(), registry: llamadaProRegistry, folder: 'LlamadaPro' },
];

/** The operations of a node, in the order of its registry, as workflows store them: `resource` and `operation`. */
export function operationsOf(nodeName: NodeUnderTest['name']): Array<{ resource: string; operation: string }> {
	return nodesUnderTest
		.filter(({ name }) => name === nodeName)
		.flatMap(({ registry }) => Object.entries(registry))
		.flatMap(([resource, { operations }]) => operations.map(({ value }) => ({ resource, operation: value })));
}

/** A trigger of the package as the tests see it. */
export interface TriggerUnderTest {
	readonly name: string;
	readonly node: INodeType;
	/** Folder under `nodes/`. */
	readonly folder: string;
}

/** Every trigger, by name. */
export const triggersUnderTest: readonly TriggerUnderTest[] = [
	{ name: 'autochatTrigger', node: new AutochatTrigger(), folder: 'Autochat' },
	{ name: 'liveChatAiTrigger', node: new LiveChatAiTrigger(), folder: 'LiveChatAi' },
	{ name: 'liveTokTrigger', node: new LiveTokTrigger(), folder: 'LiveTok' },
	{ name: 'llamadaProTrigger', node: new LlamadaProTrigger(), folder: 'LlamadaPro' },
	{ name: 'llamadaProWebhookTrigger', node: new LlamadaProWebhookTrigger(), folder: 'LlamadaPro' },
];
