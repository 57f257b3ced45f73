import type { Assumptions } from './assumptions.ts';
import { LiveTokRefusal } from './errors.ts';
import type { Mode } from './keys.ts';

/** A WhatsApp template of the account. */
export interface Template {
	name: string;
	/** The languages it exists in. */
	languages: string[];
	approved: boolean;
	/** How many parameters it takes; undefined leaves the number unchecked. */
	parameterCount?: number;
}

/** The seeded templates; `winter_sale` waits for approval. */
export function seedTemplates(): Template[] {
	return [
		{ name: 'order_update', languages: ['en_US', 'es_MX'], approved: true },
		{ name: 'appointment_reminder', languages: ['en_US', 'es_MX'], approved: true, parameterCount: 3 },
		{ name: 'welcome_message', languages: ['en_US', 'es_MX', 'pt_BR'], approved: true },
		{ name: 'promo_image', languages: ['en_US'], approved: true },
		{ name: 'winter_sale', languages: ['en_US'], approved: false },
	];
}

/**
 * The template a message may use, or a 404 (sections 3 and 4). Undefined when test mode does not
 * look templates up.
 */
export function findTemplate(
	templates: Template[],
	wanted: { name: string; language: string },
	mode: Mode,
	assumptions: Assumptions,
): Template | undefined {
	if (mode === 'test' && assumptions.testTemplates === 'notLookedUp') return undefined;
	const template = templates.find(({ name }) => name === wanted.name);
	const usable = template?.approved === true || mode === 'test';
	if (template === undefined || !usable || !template.languages.includes(wanted.language)) {
		throw new LiveTokRefusal(
			'template_not_found',
			`Template '${wanted.name}' does not exist or is not approved for '${wanted.language}'.`,
		);
	}
	return template;
}
