import { z } from 'zod';

import { type PageStyle, readPages } from '../../../shared/http/paginate';
import { mostResults, returnAllParameters, returnAllProperties } from '../../../shared/properties/returnAll';
import { simplifyParameter, simplifyProperty } from '../../../shared/properties/simplify';
import { itemOperation } from '../../../shared/runtime/operation';
import { answerAt, type ListPage, pagesOf, places } from '../../answers';
import { assumptions, routes } from '../../api';
import {
	changes,
	type Score,
	type ScoreAnalytics,
	scoreAnalyticsSchema,
	scoreFigures,
	scoreSchema,
} from '../../schemas/analytics';
import { refuseReversed } from '../dateRange';
import { periodOf, periodOutput, periodParameters, periodProperties, saidPeriod, timezoneOption } from './period';

const figuresSchema = answerAt(places.data, scoreAnalyticsSchema);

/** Reads the pages of scores, and hands on the figures that stand beside them on every page. */
function pagesWithFigures(found: (figures: ScoreAnalytics) => void): PageStyle<ListPage<Score>, Score> {
	const style = pagesOf<Score>('scores');
	return {
		...style,
		items: (page) => {
			const figures = figuresSchema.safeParse(page.answer);
			if (figures.success) found(figures.data);
			return style.items(page);
		},
	};
}

export const getCsat = itemOperation({
	name: 'Get CSAT Scores',
	value: 'getCsat',
	action: 'Get how satisfied visitors are',
	description:
		'Read how satisfied visitors were (CSAT): the average of their ratings, and the ratings with their comments',
	properties: [
		...periodProperties,
		...returnAllProperties,
		{
			...simplifyProperty,
			description: `Whether to return a simplified version of the response instead of the raw data. It has the figures of the period, its scores, and changes in percent against ${assumptions.periodBefore}, but not the figures of that one.`,
		},
	],
	options: [timezoneOption],
	parameters: z
		.object({ ...periodParameters, ...returnAllParameters, ...simplifyParameter })
		.superRefine(refuseReversed),
	output: z.object({ ...periodOutput, ...scoreFigures, scores: z.array(scoreSchema), changes }),
	async execute({ parameters, client }) {
		const period = periodOf(parameters, client.timeZone);
		let figures: ScoreAnalytics | undefined;
		const style = pagesWithFigures((found) => {
			figures ??= found;
		});
		const scores: Score[] = [];
		for await (const page of readPages(client, routes.listScores, { query: period }, style, mostResults(parameters))) {
			scores.push(...page);
		}
		const currentPeriod = { ...figures?.currentPeriod, scores };
		return parameters.simplify
			? { ...saidPeriod(period), ...currentPeriod, changes: figures?.changes ?? {} }
			: { ...figures, currentPeriod };
	},
});
