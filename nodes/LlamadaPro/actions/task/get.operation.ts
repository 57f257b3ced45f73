import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { taskSchema } from '../../schemas/task';
import { taskIdProperty, textId } from '../locators';

export const getTask = itemOperation({
	name: 'Get',
	value: 'get',
	action: 'Get a task',
	description: 'Read one task with its state and dates',
	properties: [taskIdProperty],
	parameters: z.object({ taskId: textId }),
	output: taskSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.getTask, { path: { taskId: parameters.taskId } });
	},
});
