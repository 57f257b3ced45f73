import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { callSchema } from '../../schemas/call';
import { wholeNumberId } from '../locators';
import { callIdProperty } from './callFields';

export const getCall = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a call',
	description: 'Get one call with its status, duration and links to other records',
	properties: [callIdProperty],
	parameters: z.object({ callId: wholeNumberId }),
	output: callSchema,
	async execute({ parameters: { callId }, client }) {
		return await client.request(routes.getCall, { path: { callId } });
	},
});
