import { jsonAnswer } from '../answer.ts';
import type { Answer } from '../answer.ts';
import { readBody, requireString, timestamp } from './body.ts';
import { LiveTokRefusal } from './errors.ts';
import type { LiveTokRoute } from './route.ts';
import { readTemplateParameters } from './templateParameters.ts';
import { findTemplate } from './templates.ts';

const e164 = /^\+[1-9]\d{1,14}$/;

const sendTemplate: LiveTokRoute['handle'] = (request, account, assumptions): Answer => {
	const body = readBody(request);
	const to = requireString(body.to, 'to');
	const name = requireString(body.template_name, 'template_name');
	const language = requireString(body.template_language, 'template_language');
	if (!e164.test(to)) {
		throw new LiveTokRefusal(
			'invalid_phone_number',
			'The phone number must be in E.164 format, with a leading +.',
			'to',
		);
	}
	const template = findTemplate(account.templates, { name, language }, account.mode, assumptions);
	const parameters = readTemplateParameters(body.template_parameters, template?.parameterCount, assumptions);

	const message = {
		id: account.nextId('msg'),
		status: 'sent',
		to,
		template_name: name,
		template_language: language,
		template_parameters: parameters,
		created_at: timestamp(),
	};
	account.messages.push(message);

	const echoes = assumptions.echoParameters === 'always' || parameters?.every(({ type }) => type === 'text');
	const shown = {
		...message,
		template_language: undefined,
		template_parameters: echoes ? parameters : undefined,
	};
	return jsonAnswer(shown, Number(assumptions.createStatus));
};

/** `POST /v1/messages/templates` (section 6.1). */
export const messageRoutes: LiveTokRoute[] = [{ method: 'post', path: '/v1/messages/templates', handle: sendTemplate }];
