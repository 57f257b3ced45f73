import { z } from 'zod';

import { dateTime, id, text } from './common';

/** Section 6.2: the contact, as the list shows it: without attributes. */
export const contactRowSchema = z
	.object({
		id,
		distinctId: text,
		name: text,
		email: text,
		phone: text,
		country: text,
		createdAt: dateTime,
	})
	.passthrough();

/** Section 6.2: the contact, as retrieving it shows it: its attributes are a list here. */
export const contactSchema = contactRowSchema
	.extend({
		agentId: text,
		chatSource: text,
		threadId: text,
		ip: text,
		attributes: z.array(z.object({ key: z.string(), value: z.unknown() }).passthrough()).nullish(),
		updatedAt: dateTime,
	})
	.passthrough();

/** Section 6.2: create or update, request. Fields that are left out stay as they are (ASSUMPTION). */
export const upsertedContact = z.object({
	agentId: z.string(),
	distinctId: z.string(),
	contactId: z.string().optional(),
	userHash: z.string().optional(),
	name: z.string().optional(),
	email: z.string().optional(),
	phone: z.string().optional(),
	attributes: z.record(z.unknown()).optional(),
});

/** Section 6.2: create or update, response; it has no `data`. */
export const upsertAnswer = z.object({ contactId: z.string() }).passthrough();

export type ContactRow = z.infer<typeof contactRowSchema>;
export type Contact = z.infer<typeof contactSchema>;
