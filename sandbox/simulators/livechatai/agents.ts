import { z } from 'zod';
import type { Answer } from '../answer.ts';
import { agentRow, requireAgent } from './agentEntity.ts';
import type { Agent } from './agentEntity.ts';
import { success } from './call.ts';
import type { Call, Handlers } from './call.ts';
import { notFound } from './errors.ts';
import { findKey } from './keys.ts';
import { countAndPages, inListOrder, pageOf } from './paging.ts';
import { optionalText, pageParameters, readBody, readQuery, text } from './parameters.ts';

const listSchema = z.object(pageParameters('limit'));
const createSchema = z.object({
	name: text,
	isLiveChatEnabled: z.boolean(),
	isImageSharingEnabled: z.boolean().optional(),
});
const retrieveSchema = z.object({ isEmbed: z.enum(['true', 'false']).optional() });
const deleteSchema = z.object({ agentId: optionalText });

/** The AI agents (section 6.1). */
export const agentHandlers: Handlers<'listAgents' | 'createAgent' | 'retrieveAgent' | 'deleteAgent'> = {
	listAgents: (call) => {
		readQuery(call, listSchema);
		const ownsData = findKey(call.request.apiKey)?.ownsData === true;
		const agents = ownsData ? call.state.agents.all() : [];
		const listed = agents.filter(({ isArchived }) => !isArchived || call.assumptions.archivedAgents === 'listed');
		const page = pageOf(call, inListOrder(listed, call), { size: 'limit', defaultSize: 10 });
		return { status: 200, json: { status: 'success', data: page.rows.map(agentRow), ...countAndPages(page) } };
	},

	createAgent: (call) => {
		const { name, isLiveChatEnabled, isImageSharingEnabled = false } = readBody(call, createSchema);
		const now = call.state.clock.next();
		const id = call.state.newId('clxnew');
		const agent = call.state.agents.put({
			id,
			slug: `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}-${id.slice(-4)}`,
			name,
			isLiveChatEnabled,
			isImageSharingEnabled,
			language: 'en',
			isArchived: false,
			attributeKeys: [],
			isIdentificationSecure: false,
			createdAt: now,
			updatedAt: now,
		});
		return agentAnswer(agent, call);
	},

	retrieveAgent: (call) => {
		readQuery(call, retrieveSchema);
		const idOrSlug = call.request.params.agentId ?? '';
		const bySlug = call.state.agents.all().find(({ slug }) => slug === idOrSlug);
		return agentAnswer(bySlug ?? requireAgent(call, idOrSlug), call);
	},

	deleteAgent: (call) => {
		readQuery(call, deleteSchema);
		const id = call.request.params.agentId ?? '';
		const known = call.state.deleteAgent(id);
		if (!known && call.assumptions.secondDelete === 'notFound') throw notFound(`Agent ${id}`);
		return deleted('The agent was deleted.', call);
	},
};

/** The body of a delete that no page shows. */
export function deleted(message: string, { assumptions }: Call): Answer {
	return assumptions.deleteAnswer === 'empty' ? { status: 200 } : { status: 200, json: { status: 'success', message } };
}

function agentAnswer(agent: Agent, { assumptions }: Call): Answer {
	const shown = { ...agentRow(agent), slug: agent.slug, isImageSharingEnabled: agent.isImageSharingEnabled };
	switch (assumptions.agentAnswer) {
		case 'envelope':
			return success(shown);
		case 'bare':
			return { status: 200, json: shown };
		case 'idOnly':
			return { status: 200, json: { status: 'success', agentId: agent.id } };
	}
}
