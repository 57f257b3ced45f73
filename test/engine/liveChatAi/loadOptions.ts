import 'reflect-metadata';

import { LoadOptionsContext } from 'n8n-core';
import type {
	ICredentialsHelper,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeParameters,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { Workflow } from 'n8n-workflow';

import { LiveChatAiApi } from '../../../credentials/LiveChatAiApi.credentials.ts';
import { LiveChatAi } from '../../../nodes/LiveChatAi/LiveChatAi.node.ts';
import { sandboxKey } from '../../../sandbox/simulators/livechatai/index.ts';

const credentialType = new LiveChatAiApi();
const node = new LiveChatAi();
let hosts = 0;

/**
 * n8n's own context for drop-downs, as the editor's requests get it: real credentials path, real axios. `parameters` are
 * the fields of the node as they stand in the editor.
 */
export function loadOptionsHost(
	url: string,
	parameters: INodeParameters = {},
	apiKey = sandboxKey,
): ILoadOptionsFunctions {
	const nodeTypes: INodeTypes = {
		getByName: () => node,
		getByNameAndVersion: () => node,
		getKnownTypes: () => ({}),
	};
	const credentials = { [credentialType.name]: { id: `load-options-${(hosts += 1)}`, name: 'LiveChatAI' } };
	const stored = { id: 'node', name: 'Node', type: 'test.node', typeVersion: 1, parameters, credentials };
	const workflow = new Workflow({
		active: false,
		nodeTypes,
		nodes: [{ ...stored, position: [0, 0] }],
		connections: {},
	});
	const credentialsHelper: Partial<ICredentialsHelper> = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		preAuthentication: async () => undefined,
		getCredentialsProperties: () => credentialType.properties,
		getDecrypted: async () => ({ apiKey, baseUrl: `${url}/api/v2` }),
		authenticate: async (data, _name, options) =>
			await credentialType.authenticate(data, options as IHttpRequestOptions),
	};
	const additionalData: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper: credentialsHelper as ICredentialsHelper,
		currentNodeParameters: parameters,
		variables: {},
		restApiUrl: 'http://localhost/x',
	};
	const nodeOfWorkflow = workflow.getNode('Node');
	if (nodeOfWorkflow === null) throw new Error('The test workflow has no node');
	return new LoadOptionsContext(workflow, nodeOfWorkflow, additionalData as IWorkflowExecuteAdditionalData, 'path');
}
