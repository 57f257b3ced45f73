import type { Registry } from '../../shared/runtime/operation';
import { getCall } from './call/get.operation';
import { getCallRecording } from './call/getRecording.operation';
import { getCallTranscription } from './call/getTranscription.operation';
import { logCall } from './call/log.operation';
import { startAgentCall } from './call/startAgentCall.operation';
import { startAgentCallWithBrief } from './call/startAgentCallWithBrief.operation';
import { startBridgeCall } from './call/startBridgeCall.operation';
import { waitForOutcome } from './call/waitForOutcome.operation';
import { createContact } from './contact/create.operation';
import { deleteContact } from './contact/delete.operation';
import { getContact } from './contact/get.operation';
import { getAllContacts } from './contact/getAll.operation';
import { searchContacts } from './contact/search.operation';
import { updateContact } from './contact/update.operation';
import { upsertContact } from './contact/upsert.operation';
import { bulkCreateConversations } from './conversation/bulkCreate.operation';
import { bulkUpdateConversations } from './conversation/bulkUpdate.operation';
import { createConversation } from './conversation/create.operation';
import { createCustomField } from './customField/create.operation';
import { deleteCustomField } from './customField/delete.operation';
import { getCustomField } from './customField/get.operation';
import { getAllCustomFields } from './customField/getAll.operation';
import { updateCustomField } from './customField/update.operation';
import { createCustomFieldOption } from './customFieldOption/create.operation';
import { deleteCustomFieldOption } from './customFieldOption/delete.operation';
import { getCustomFieldOption } from './customFieldOption/get.operation';
import { getAllCustomFieldOptions } from './customFieldOption/getAll.operation';
import { updateCustomFieldOption } from './customFieldOption/update.operation';
import { getMessage } from './message/get.operation';
import { sendMessage } from './message/send.operation';
import { sendTemplateMessage } from './message/sendTemplate.operation';
import { uploadMedia } from './message/uploadMedia.operation';
import { downloadRecording } from './recording/download.operation';
import { getRecording } from './recording/get.operation';
import { loadRecording } from './recording/load.operation';
import { createTask } from './task/create.operation';
import { deleteTask } from './task/delete.operation';
import { getTask } from './task/get.operation';
import { getManyTasks } from './task/getAll.operation';
import { updateTask } from './task/update.operation';

/** Everything the LlamadaPro node can do. The first operation of a resource is its default. */
export const registry: Registry = {
	contact: {
		name: 'Contact',
		operations: [
			getAllContacts,
			createContact,
			upsertContact,
			deleteContact,
			getContact,
			searchContacts,
			updateContact,
		],
	},
	task: { name: 'Task', operations: [getManyTasks, createTask, deleteTask, getTask, updateTask] },
	call: {
		name: 'Call',
		operations: [
			startAgentCall,
			startAgentCallWithBrief,
			startBridgeCall,
			logCall,
			getCall,
			getCallTranscription,
			getCallRecording,
			waitForOutcome,
		],
	},
	recording: { name: 'Recording', operations: [getRecording, loadRecording, downloadRecording] },
	conversation: {
		name: 'Conversation',
		operations: [createConversation, bulkCreateConversations, bulkUpdateConversations],
	},
	message: { name: 'Message', operations: [sendTemplateMessage, sendMessage, getMessage, uploadMedia] },
	customField: {
		name: 'Custom Field',
		operations: [getAllCustomFields, createCustomField, deleteCustomField, getCustomField, updateCustomField],
	},
	customFieldOption: {
		name: 'Custom Field Option',
		operations: [
			getAllCustomFieldOptions,
			createCustomFieldOption,
			deleteCustomFieldOption,
			getCustomFieldOption,
			updateCustomFieldOption,
		],
	},
};
