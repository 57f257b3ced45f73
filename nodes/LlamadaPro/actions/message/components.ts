import { z } from 'zod';

import { printable } from '../../../shared/http/text';
import { optionalText, requiredName, requiredText } from '../../../shared/properties/text';
import { assumptions } from '../../api';

const { templateComponent, templateParameter } = assumptions;

/** A number, also as a text such as a cell of a sheet has it. Empty is refused. */
const number = (range: z.ZodNumber = z.number()) =>
	requiredName.transform((text, context): number => {
		const result = range.finite().safeParse(Number(text));
		if (result.success) return result.data;
		const { minValue, maxValue } = range;
		const between = minValue === null || maxValue === null ? '' : ` from ${minValue} to ${maxValue}`;
		context.addIssue({
			code: z.ZodIssueCode.custom,
			message: `has to be a number${between}. Received: "${printable(text, 60)}"`,
		});
		return z.NEVER;
	});

const file = {
	mediaInput: z.enum(['link', 'mediaId']).default('link'),
	link: optionalText,
	mediaId: optionalText,
};

const header = z
	.discriminatedUnion('type', [
		z.object({ type: z.literal('text'), text: requiredText }),
		z.object({ type: z.literal('image'), ...file }),
		z.object({ type: z.literal('video'), ...file }),
		z.object({ type: z.literal('document'), ...file, filename: optionalText }),
		z.object({
			type: z.literal('location'),
			latitude: number(z.number().min(-90).max(90)),
			longitude: number(z.number().min(-180).max(180)),
			name: optionalText,
			address: optionalText,
		}),
	])
	.superRefine((fields, context) => {
		if (!('mediaInput' in fields)) return;
		const value = fields[fields.mediaInput]?.trim();
		const refuse = (message: string): void =>
			context.addIssue({ code: z.ZodIssueCode.custom, path: [fields.mediaInput], message });
		if (value === undefined) refuse('is empty');
		else if (fields.mediaInput === 'link' && !(URL.canParse(value) && /^https?:$/.test(new URL(value).protocol))) {
			refuse('has to be a web address that starts with https://');
		}
	});

const bodyValue = z.discriminatedUnion('type', [
	z.object({ type: z.literal('text'), text: requiredText }),
	z.object({
		type: z.literal('currency'),
		amount: number(),
		code: requiredName
			.transform((code) => code.toUpperCase())
			.pipe(z.string().regex(/^[A-Z]{3}$/, { message: 'has to be a currency code of three letters, such as CLP' })),
		fallbackValue: requiredText,
	}),
	z.object({ type: z.literal('date_time'), fallbackValue: requiredText }),
]);

const index = z.number().int({ message: 'has to be a whole number' }).min(0).max(9).default(0);

const button = z.discriminatedUnion('subType', [
	z.object({ subType: z.literal('url'), index, text: requiredText }),
	z.object({ subType: z.literal('quick_reply'), index, payload: requiredText }),
	z.object({ subType: z.literal('copy_code'), index, couponCode: requiredName }),
]);

/** The schema keys of `componentProperties`. */
export const componentParameters = {
	headerComponent: z.object({ parameter: header.optional() }).default({}),
	bodyComponent: z.object({ parameter: z.array(bodyValue).default([]) }).default({}),
	buttonComponents: z
		.object({
			button: z
				.array(button)
				.default([])
				.superRefine((buttons, context) => {
					buttons.forEach((one, position) => {
						if (buttons.findIndex((other) => other.index === one.index) === position) return;
						const message = `is the same as that of another button: ${one.index}`;
						context.addIssue({ code: z.ZodIssueCode.custom, path: [position, 'index'], message });
					});
				}),
		})
		.default({}),
};

type ComponentFields = z.infer<z.ZodObject<typeof componentParameters>>;
type Header = z.infer<typeof header>;

function toHeaderParameter(fields: Header): object {
	switch (fields.type) {
		case 'text':
			return templateParameter.text(fields.text);
		case 'location': {
			const { latitude, longitude, name, address } = fields;
			return templateParameter.location({ latitude, longitude, name, address });
		}
		case 'image':
		case 'video':
			return templateParameter.media(fields.type, toFile(fields));
		case 'document':
			return templateParameter.media(fields.type, { ...toFile(fields), filename: fields.filename });
	}
}

function toFile({ mediaInput, link, mediaId }: Extract<Header, { mediaInput: string }>): object {
	return mediaInput === 'link' ? { link: link?.trim() } : { id: mediaId?.trim() };
}

function toBodyParameter(fields: z.infer<typeof bodyValue>): object {
	switch (fields.type) {
		case 'text':
			return templateParameter.text(fields.text);
		case 'currency':
			return templateParameter.currency(fields.fallbackValue, fields.code, fields.amount);
		case 'date_time':
			return templateParameter.dateTime(fields.fallbackValue);
	}
}

function toButtonParameter(fields: z.infer<typeof button>): object {
	switch (fields.subType) {
		case 'url':
			return templateParameter.text(fields.text);
		case 'quick_reply':
			return templateParameter.payload(fields.payload);
		case 'copy_code':
			return templateParameter.couponCode(fields.couponCode);
	}
}

/** The components in the vendor's form, without those that have no value. Source: section 7, an assumption. */
export function toComponents({ headerComponent, bodyComponent, buttonComponents }: ComponentFields) {
	const { parameter: headerValue } = headerComponent;
	const { parameter: bodyValues } = bodyComponent;
	return [
		...(headerValue === undefined ? [] : [templateComponent.header(toHeaderParameter(headerValue))]),
		...(bodyValues.length === 0 ? [] : [templateComponent.body(bodyValues.map(toBodyParameter))]),
		...buttonComponents.button.map((one) => templateComponent.button(one.subType, one.index, toButtonParameter(one))),
	];
}
