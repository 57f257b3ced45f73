/**
 * The least that a node can do to send one message per item: a bare loop over n8n's own helper. No checks, no retry, no
 * pace. With its fields off it has none per item; with them on it reads two, as every node with expressions does.
 * Installed in the benchmark's n8n only.
 */
class FloorSend {
	constructor() {
		this.description = {
			displayName: 'Floor Send',
			name: 'floorSend',
			group: ['output'],
			version: 1,
			description: 'Send one message per item with nothing around it',
			defaults: { name: 'Floor Send' },
			inputs: ['main'],
			outputs: ['main'],
			credentials: [{ name: 'liveTokApi', required: true }],
			properties: [
				{ displayName: 'URL', name: 'url', type: 'string', default: '' },
				{ displayName: 'Read Fields', name: 'readFields', type: 'boolean', default: false },
				{ displayName: 'To', name: 'to', type: 'string', default: '' },
				{ displayName: 'Text', name: 'text', type: 'string', default: '' },
				{ displayName: 'Concurrency', name: 'concurrency', type: 'number', default: 1 },
			],
		};
	}

	async execute() {
		const items = this.getInputData();
		const url = this.getNodeParameter('url', 0);
		const read = this.getNodeParameter('readFields', 0)
			? (index) => ({ phone: this.getNodeParameter('to', index), name: this.getNodeParameter('text', index) })
			: (index) => items[index].json;
		const results = new Array(items.length);
		let next = 0;
		const work = async () => {
			while (next < items.length) {
				const index = next;
				next += 1;
				const { phone, name } = read(index);
				const json = await this.helpers.httpRequestWithAuthentication.call(this, 'liveTokApi', {
					method: 'POST',
					url,
					body: {
						to: phone,
						template_name: 'order_update',
						template_language: 'en_US',
						template_parameters: [{ type: 'text', text: name }],
					},
					json: true,
				});
				results[index] = { json, pairedItem: { item: index } };
			}
		};
		await Promise.all(Array.from({ length: this.getNodeParameter('concurrency', 0) }, work));
		return [results];
	}
}

module.exports = { FloorSend };
