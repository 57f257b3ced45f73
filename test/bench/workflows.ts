/** The nodes that are compared. */
export const contenders = ['liveTok', 'httpRequest', 'httpRequestBatched', 'floor', 'floorWithFields'] as const;
export type Contender = (typeof contenders)[number];

export const contenderNames: Record<Contender, string> = {
	liveTok: 'LiveTok',
	httpRequest: 'HTTP Request',
	httpRequestBatched: 'HTTP Request, batched',
	floor: 'Bare loop',
	floorWithFields: 'Bare loop with fields',
};

/** Name of the measured node in every workflow. */
export const measuredNode = 'Send';

/**
 * How many requests the LiveTok node and the bare loop may have open: about as many as the HTTP Request node has open at
 * most here.
 */
export const concurrency = 14;

/** Settings of the HTTP Request node's option Batching. */
export interface Batching {
	readonly batchSize: number;
	/** Milliseconds from one batch to the next. */
	readonly batchInterval: number;
}

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
	/** What a careful user sets where the HTTP Request node is batched. */
	readonly batching: Batching;
}

/**
 * A workflow that makes a list of recipients and sends a template to each: Manual Trigger, Edit Fields, Split Out, and
 * the node to be measured. All contenders send the same body, with the same credential, and go on after an error.
 */
export function sendWorkflow({ contender, items, credential, baseUrl, batching }: WorkflowChoice) {
	const measured = {
		liveTok: () => liveTokNode(),
		httpRequest: () => httpRequestNode(baseUrl, {}),
		httpRequestBatched: () => httpRequestNode(baseUrl, { batching: { batch: batching } }),
		floor: () => floorNode(baseUrl, false),
		floorWithFields: () => floorNode(baseUrl, true),
	};
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
			...measured[contender](),
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

/** As a user would set it up by hand, everything else left as n8n has it: without batching, all requests at once. */
function httpRequestNode(baseUrl: string, options: object) {
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
		options,
	});
}

/** The node of `floorPackage`. */
function floorNode(baseUrl: string, readFields: boolean) {
	return node(measuredNode, 'n8n-nodes-bench-floor.floorSend', 1, {
		url: `${baseUrl}/messages/templates`,
		readFields,
		to: '={{ $json.phone }}',
		text: '={{ $json.name }}',
		concurrency,
	});
}
