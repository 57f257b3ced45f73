import type { Registry } from '../../shared/runtime/operation';
import { bulkImport } from './knowledge/bulkImport.operation';
import { create } from './knowledge/create.operation';
import { deleteEntry } from './knowledge/delete.operation';
import { getAll } from './knowledge/getAll.operation';
import { sync } from './knowledge/sync.operation';
import { update } from './knowledge/update.operation';
import { sendTemplate } from './message/sendTemplate.operation';

/** Everything the LiveTok node can do. The first operation of a resource is its default. */
export const registry: Registry = {
	message: { name: 'Message', operations: [sendTemplate] },
	knowledge: { name: 'Knowledge', operations: [getAll, create, update, deleteEntry, bulkImport, sync] },
};
