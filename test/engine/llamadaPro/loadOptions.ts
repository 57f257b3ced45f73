import 'reflect-metadata';

import { LoadOptionsContext } from 'n8n-core';
import type {
	ICredentialsHelper,
	IHttpRequestOptions,
	ILoadOptionsFunctions,
	INodeParameters,
	INodeType,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { NodeConnectionTypes, Workflow } from 'n8n-workflow';

import { LlamadaProApi } from '../../../credentials/LlamadaProApi.credentials.ts';
import { describeFields } from '../../../nodes/shared/runtime/describe.ts';
import { sandboxKey } from '../../../sandbox/simulators/llamadapro/index.ts';
import { contactRegistry } from './contactRegistry.ts';

const credentialType = new LlamadaProApi();
let hosts = 0;

/**
 * n8n's own context for drop-downs and mapped forms, as the editor's requests get it: real credentials path, real
 * axios. `parameters` are the fields of the node as they stand in the editor.
 */
export function loadOptionsHost(
	baseUrl: string,
	parameters: INodeParameters = {},
	apiKey = sandboxKey,
): ILoadOptionsFunctions {
	const node: INodeType = {
		description: {
			displayName: 'LlamadaPro',
			name: 'llamadaPro',
			group: ['output'],
			description: '',
			version: 1,
			defaults: { name: 'LlamadaPro' },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			credentials: [{ name: credentialType.name, required: true }],
			properties: describeFields(contactRegistry),
		},
	};
	const nodeTypes: INodeTypes = {
		getByName: () => node,
		getByNameAndVersion: () => node,
		getKnownTypes: () => ({}),
	};
	const credentials = { [credentialType.name]: { id: `load-options-${(hosts += 1)}`, name: 'LlamadaPro' } };
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
		getDecrypted: async () => ({ apiKey, baseUrl, headerName: 'x-api-key', valuePrefix: '' }),
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
