import { z } from 'zod';
import { invalid } from './errors.ts';
import { requireFile, uploadMedia } from './mediaFiles.ts';
import { advanceMessage, createMessage, requireMessage, shownMessage } from './messageEntity.ts';
import type { Handlers } from './operationRoutes.ts';
import { e164, freeObject, readBody } from './schema.ts';
import { componentSchema, variableSchema, variableText } from './templateParts.ts';

const mediaTypes: readonly string[] = ['image', 'audio', 'video', 'document', 'sticker'];
const sendableTypes: readonly string[] = [...mediaTypes, 'text'];
const messageTypes = [
	'text',
	'image',
	'audio',
	'video',
	'document',
	'sticker',
	'location',
	'contacts',
	'interactive',
	'reaction',
	'button',
	'order',
	'system',
	'unknown',
	'unsupported',
	'media_placeholder',
] as const;

const templateSchema = z
	.object({
		fromPhoneNumber: e164,
		toPhoneNumber: e164,
		userId: z.string().optional(),
		templateName: z.string(),
		languageCode: z.string(),
		variables: z.array(variableSchema).optional(),
		components: z.array(componentSchema).optional(),
		customFields: freeObject.optional(),
	})
	.refine(({ variables, components }) => variables === undefined || components === undefined, {
		message: 'cannot be sent together with variables',
		path: ['components'],
	});

const messageSchema = z
	.object({
		fromPhoneNumber: e164,
		toPhoneNumber: e164,
		userId: z.string().optional(),
		content: z.string(),
		type: z.enum(messageTypes),
		customFields: freeObject.optional(),
		fileId: z.string().optional(),
	})
	.refine(({ type, fileId }) => fileId !== undefined || !mediaTypes.includes(type), {
		message: 'is required for a message with media',
		path: ['fileId'],
	});

/** Messages and their media (sections 5.18 to 5.21). */
export const messageHandlers: Handlers<'getMessage' | 'createTemplateMessage' | 'createMessage' | 'uploadMedia'> = {
	getMessage: (request, state, assumptions) => {
		const id = request.params.messageId ?? '';
		const message = assumptions.progress === 'perPoll' ? advanceMessage(id, state) : requireMessage(id, state);
		return shownMessage(message, state);
	},

	createTemplateMessage: (request, state) => {
		const { fromPhoneNumber, toPhoneNumber, userId, customFields, ...template } = readBody(request, templateSchema);
		const texts = (template.variables ?? []).map(variableText);
		const message = createMessage(
			{
				from: fromPhoneNumber,
				to: toPhoneNumber,
				userId,
				content: [template.templateName, ...texts].join(' | '),
				metadata: { ...template },
				customFields,
			},
			state,
		);
		return shownMessage(message, state);
	},

	createMessage: (request, state, assumptions) => {
		const fields = readBody(request, messageSchema);
		if (assumptions.inboundTypes === 'refused' && !sendableTypes.includes(fields.type)) {
			throw invalid('body.type', 'can only be received', fields.type);
		}
		const file = fields.fileId === undefined ? undefined : requireFile(fields.fileId, state);
		const message = createMessage(
			{
				from: fields.fromPhoneNumber,
				to: fields.toPhoneNumber,
				userId: fields.userId,
				content: fields.content,
				metadata: { type: fields.type },
				customFields: fields.customFields,
				file,
			},
			state,
		);
		return shownMessage(message, state);
	},

	uploadMedia,
};
