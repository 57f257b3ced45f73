/** The two nodes that are compared. */
export type Contender = 'liveTok' | 'httpRequest';

export const contenderNames: Record<Contender, string> = { liveTok: 'LiveTok', httpRequest: 'HTTP Request' };

/** Name of the measured node in every workflow. */
export const measuredNode = 'Send';

/** How many requests the LiveTok node may have open. */
export const concurrency = 50;

/** A credential, as a node refers to it. */
export interface CredentialReference {
	readonly id: string;
	readonly name: string;
}

interface WorkflowChoice {
	readonly contender: Contender;
	readonly items: number;
	readonly credential: CredentialReference;
	readonly baseUrl: string;
}

/**
 * A workflow that makes a list of recipients and sends a template to each: Manual Trigger, Edit Fields, Split Out, and
 * the node to be measured. Both contenders send the same body, with the same credential, and go on after an error.
 */
export function sendWorkflow({ contender, items, credential, baseUrl }: WorkflowChoice) {
	const nodes = [
		node('Start', 'n8n-nodes-base.manualTrigger', 1, {}),
		node('List', 'n8n-nodes-base.set', 3.4, {
			mode: 'raw',
			jsonOutput:
				`={{ { recipients: Array.from({ length: ${items} }, (_, index) => ` +
				`({ phone: '+1555' + String(1000000 + index), name: 'Recipient ' + index })) } }}`,
		}),
		node('Recipients', 'n8n-nodes-base.splitOut', 1, { fieldToSplitOut: 'recipients' }),
		{
			...(contender === 'liveTok' ? liveTokNode() : httpRequestNode(baseUrl)),
			credentials: { liveTokApi: credential },
			onError: 'continueRegularOutput',
		},
	].map((entry, column) => ({ ...entry, id: `node-${column}`, position: [column * 200, 0] }));
	return {
		name: `${contenderNames[contender]}, ${items} items, ${credential.name}`,
		nodes,
		connections: inARow(nodes.map(({ name }) => name)),
		settings: { executionOrder: 'v1' },
	};
}

/** Connects each node with the next one. */
function inARow(names: readonly string[]): Record<string, object> {
	const connections: Record<string, object> = {};
	names.slice(1).forEach((next, position) => {
		connections[names[position] ?? ''] = { main: [[{ node: next, type: 'main', index: 0 }]] };
	});
	return connections;
}

function node(name: string, type: string, typeVersion: number, parameters: object) {
	return { name, type, typeVersion, parameters };
}

function liveTokNode() {
	return node(measuredNode, 'n8n-nodes-customer-engagement.liveTok', 1, {
		resource: 'message',
		operation: 'sendTemplate',
		to: '={{ $json.phone }}',
		templateName: 'order_update',
		templateLanguage: { __rl: true, mode: 'code', value: 'en_US' },
		templateParametersInput: 'fields',
		templateParameters: { parameter: [{ type: 'text', text: '={{ $json.name }}' }] },
		options: { concurrency },
	});
}

/** As a user would set it up by hand, everything else left as n8n has it: all requests at once. */
function httpRequestNode(baseUrl: string) {
	const body =
		`{ to: $json.phone, template_name: 'order_update', template_language: 'en_US', ` +
		`template_parameters: [{ type: 'text', text: $json.name }] }`;
	return node(measuredNode, 'n8n-nodes-base.httpRequest', 4.5, {
		method: 'POST',
		url: `${baseUrl}/messages/templates`,
		authentication: 'predefinedCredentialType',
		nodeCredentialType: 'liveTokApi',
		sendBody: true,
		specifyBody: 'json',
		jsonBody: `={{ ${body} }}`,
		options: {},
	});
}
