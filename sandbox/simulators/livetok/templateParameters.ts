import type { Assumptions } from './assumptions.ts';
import { invalid, isJsonObject, requireString } from './body.ts';
import type { JsonObject } from './body.ts';

/** The checked `template_parameters` of a send (section 6.1), in the order given; undefined when left out. */
export function readTemplateParameters(
	value: unknown,
	expectedCount: number | undefined,
	assumptions: Assumptions,
): JsonObject[] | undefined {
	const param = 'template_parameters';
	if (value !== undefined && !Array.isArray(value)) throw invalid(param, 'must be an array');
	const parameters = value?.map((item: unknown, index: number) =>
		readParameter(item, `${param}[${index}]`, assumptions),
	);
	const count = parameters?.length ?? 0;
	if (assumptions.parameterCount === 'checkedWhenKnown' && expectedCount !== undefined && count !== expectedCount) {
		throw invalid(param, `must have ${expectedCount} items for this template, not ${count}`);
	}
	return parameters;
}

function readParameter(value: unknown, param: string, assumptions: Assumptions): JsonObject {
	if (!isJsonObject(value)) throw invalid(param, 'must be an object');
	const type = requireString(value.type, `${param}.type`);
	if (type === 'text') {
		if (typeof value.text !== 'string') throw invalid(`${param}.text`, 'must be a string');
	} else if (type === 'image') {
		checkMedia(value.image, `${param}.image`);
	} else if (type === 'document' && assumptions.documentParameter === 'accepted') {
		const document = checkMedia(value.document, `${param}.document`);
		if (document.filename !== undefined) requireString(document.filename, `${param}.document.filename`);
	} else {
		throw invalid(`${param}.type`, 'is not a known type');
	}
	return value;
}

function checkMedia(value: unknown, param: string): JsonObject {
	if (!isJsonObject(value)) throw invalid(param, 'must be an object');
	const link = requireString(value.link, `${param}.link`);
	if (!isWebUrl(link)) throw invalid(`${param}.link`, 'must be a URL');
	return value;
}

function isWebUrl(text: string): boolean {
	return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
