import { z } from 'zod';

import { itemOperation } from '../../../shared/runtime/operation';
import { routes } from '../../api';
import { taskSchema } from '../../schemas/task';
import { taskIdProperty, textId } from '../locators';

export const deleteTask = itemOperation({
	name: 'Delete',
	value: 'delete',
	action: 'Delete a task',
	description: 'Remove a task for good; the deleted task is returned',
	properties: [taskIdProperty],
	parameters: z.object({ taskId: textId }),
	output: taskSchema,
	async execute({ parameters, client }) {
		return await client.request(routes.deleteTask, { path: { taskId: parameters.taskId } });
	},
});
