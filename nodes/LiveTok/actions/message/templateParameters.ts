import { z } from 'zod';

import { optionalText } from '../../../shared/properties/text';
import { assumptions } from '../../api';
import type { TemplateParameter } from '../../schemas';

const text = z.object({
	type: z.literal('text'),
	text: optionalText.pipe(z.string({ required_error: 'is empty: WhatsApp refuses a template with an empty variable' })),
});

const link = optionalText.pipe(
	z
		.string({ required_error: 'is empty: enter the public address of the file' })
		.trim()
		.refine((address) => URL.canParse(address) && /^https?:$/.test(new URL(address).protocol), {
			message: 'has to be a web address such as https://example.com/offer.png',
		}),
);

const image = z.object({ type: z.literal('image'), link });
const document = z.object({ type: z.literal('document'), link, filename: optionalText });

/** The rows of the Template Parameters field. Values of fields that the chosen type hides are ignored. */
export const templateParameterList = z.array(z.discriminatedUnion('type', [text, image, document]));

type FieldParameter = z.infer<typeof templateParameterList>[number];

/** The vendor's form of one row. Source: section 6.1 (text, image); the document form is an assumption. */
export function toApiParameter(parameter: FieldParameter): TemplateParameter {
	switch (parameter.type) {
		case 'text':
			return { type: 'text', text: parameter.text };
		case 'image':
			return { type: 'image', image: { link: parameter.link } };
		case 'document':
			return assumptions.documentParameter(parameter.link, parameter.filename);
	}
}
