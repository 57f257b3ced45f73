import { z } from 'zod';
import { requireAgent } from './agentEntity.ts';
import { deleted } from './agents.ts';
import { success } from './call.ts';
import type { Call, Handlers } from './call.ts';
import { invalid, notFound } from './errors.ts';
import { readDateTime } from './moments.ts';
import { inListOrder, pageOf, paginationOf } from './paging.ts';
import { optionalText, pageParameters, readQuery, text } from './parameters.ts';
import { suggestionShown } from './suggestionEntity.ts';
import type { Suggestion } from './suggestionEntity.ts';

const listSchema = z.object({
	agentId: text,
	startDate: optionalText,
	endDate: optionalText,
	...pageParameters('limit'),
});
const nothing = z.object({});

/** The AI suggestions (section 6.5). */
export const suggestionHandlers: Handlers<'listSuggestions' | 'retrieveSuggestion' | 'dismissSuggestion'> = {
	listSuggestions: (call) => {
		const { agentId, startDate, endDate } = readQuery(call, listSchema);
		requireAgent(call, agentId);
		const from = startDate === undefined ? -Infinity : readDateTime('startDate', startDate);
		const to = endDate === undefined ? Infinity : readDateTime('endDate', endDate);
		if (from > to && call.assumptions.reversedDates === 'refused') {
			throw invalid('startDate', 'must not be after endDate');
		}
		const found = call.state.suggestions.all().filter((suggestion) => {
			const at = Date.parse(suggestion.createdAt);
			return suggestion.agentId === agentId && !suggestion.isDismissed && from <= at && at <= to;
		});
		const page = pageOf(call, inListOrder(found, call), { size: 'limit', defaultSize: 10 });
		return success({ agentId, suggestions: page.rows.map(suggestionShown), pagination: paginationOf(page) });
	},

	retrieveSuggestion: (call) => {
		readQuery(call, nothing);
		const suggestion = find(call);
		const isThere = suggestion?.isDismissed === false || call.assumptions.dismissedSuggestion === 'retrievable';
		if (suggestion === undefined || !isThere) throw missing(call);
		return success({ agentId: suggestion.agentId, ...suggestionShown(suggestion) });
	},

	dismissSuggestion: (call) => {
		readQuery(call, nothing);
		const suggestion = find(call);
		if (suggestion?.isDismissed !== false && call.assumptions.secondDelete === 'notFound') throw missing(call);
		if (suggestion !== undefined) suggestion.isDismissed = true;
		return deleted('The suggestion was dismissed.', call);
	},
};

function find({ request, state }: Call): Suggestion | undefined {
	return state.suggestions.get(request.params.suggestionId ?? '');
}

function missing({ request }: Call) {
	return notFound(`Suggestion ${request.params.suggestionId ?? ''}`);
}
