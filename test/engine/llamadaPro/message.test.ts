import type { IBinaryKeyData, IDataObject, INodeParameters } from 'n8n-workflow';

import { file, messageRig, parameters } from './messageRig.ts';

const routes = {
	upload: 'POST /api/v1/messaging/whatsapp/messages/media',
	send: 'POST /api/v1/messaging/whatsapp/messages',
};
const paths = { upload: /media$/, send: /messages$/ };
const numbers = { fromPhoneNumber: '+56225559999', toPhoneNumber: '+56955510101' };
const offer = Buffer.from('an offer').toString('base64');
/** With a file in its data, as n8n's combined binary mode has it. */
const ana = {
	phone: '+56955510101',
	name: 'Ana',
	picture: { data: offer, mimeType: 'application/pdf', fileExtension: 'pdf' },
};
const tooLarge = 16 * 1024 * 1024 + 1;
/** A picture from the field `data` of the item, with a caption. */
const image: INodeParameters = { type: 'image', mediaInput: 'binary', binaryPropertyName: 'data', content: 'Look' };

describe('llamadaPro messages in the engine', () => {
	let rig: Awaited<ReturnType<typeof messageRig>>;
	beforeEach(async () => {
		rig = await messageRig();
	});
	afterEach(async () => await rig.simulator.close());

	const requests = () => rig.simulator.requests.map(({ method, path, body }) => [`${method} ${path}`, body]);

	it('gets a message, each time as it is then', async () => {
		const { outputs } = await rig.run({
			parameters: parameters('get'),
			items: [{ id: 'msg_1' }, { id: 'msg_none' }, { id: 'msg_1' }],
			onError: 'continueErrorOutput',
		});
		expect(outputs[0]?.map(({ json, pairedItem }) => [json.id, json.status, pairedItem])).toEqual([
			['msg_1', 'read', { item: 0 }],
			['msg_1', 'read', { item: 2 }],
		]);
		expect(outputs[1]).toEqual([
			{
				json: expect.objectContaining({ error: 'LlamadaPro: Message msg_none does not exist.' }),
				pairedItem: { item: 1 },
			},
		]);
		expect(
			requests()
				.map(([request]) => request)
				.sort(),
		).toEqual([
			'GET /api/v1/messaging/messages/msg_1',
			'GET /api/v1/messaging/messages/msg_1',
			'GET /api/v1/messaging/messages/msg_none',
		]);
	});

	describe('send', () => {
		it.each<{ name: string; more: INodeParameters; files?: IBinaryKeyData; sent: unknown[] }>([
			{
				name: 'a text',
				more: {},
				sent: [[routes.send, { ...numbers, type: 'text', content: 'Hello Ana' }]],
			},
			{
				name: 'a text with numbers as people write them, and optional fields',
				more: {
					fromPhoneNumber: '0056 2 2555-9999',
					toPhoneNumber: '+56 (9) 5551 0101',
					content: '={{ 42 }}',
					additionalFields: { customFields: '{ "campaign": "spring" }', userId: '={{ 123 }}' },
				},
				sent: [
					[
						routes.send,
						{ ...numbers, type: 'text', content: '42', customFields: { campaign: 'spring' }, userId: '123' },
					],
				],
			},
			{
				name: 'a file that LlamadaPro has, without caption',
				more: { type: 'audio', mediaInput: 'fileId', fileId: ' file_1 ', content: '' },
				sent: [[routes.send, { ...numbers, type: 'audio', content: '', fileId: 'file_1' }]],
			},
			{
				name: 'a file of the item, which is uploaded first',
				more: image,
				files: file('an offer'),
				sent: [
					[
						routes.upload,
						{
							fromPhoneNumber: numbers.fromPhoneNumber,
							fileName: 'offer.png',
							contentType: 'image/png',
							content: offer,
						},
					],
					[routes.send, { ...numbers, type: 'image', content: 'Look', fileId: 'file_2' }],
				],
			},
			{
				name: 'a file that an expression gives',
				more: { ...image, type: 'document', binaryPropertyName: '={{ $json.picture }}' },
				sent: [
					[
						routes.upload,
						expect.objectContaining({ fileName: 'file.pdf', contentType: 'application/pdf', content: offer }),
					],
					[routes.send, expect.objectContaining({ type: 'document', fileId: 'file_2' })],
				],
			},
			{
				name: 'a type without guarantee, as it is',
				more: { type: 'reaction', content: '👍' },
				sent: [[routes.send, { ...numbers, type: 'reaction', content: '👍' }]],
			},
		])('$name', async ({ more, files, sent }) => {
			const { error, outputs } = await rig.run({
				parameters: parameters('send', more),
				items: [ana],
				files: [files],
			});
			expect(error).toBeUndefined();
			expect(requests()).toEqual(sent);
			expect(outputs[0]).toEqual([
				{ json: expect.objectContaining({ id: 'msg_2', status: 'pending' }), pairedItem: { item: 0 } },
			]);
		});

		it('the uploaded file is the one that arrives', async () => {
			const { outputs } = await rig.run({
				parameters: parameters('send', image),
				items: [ana],
				files: [file('an offer')],
			});
			expect(outputs[0]?.[0]?.json.attachments).toEqual([expect.objectContaining({ fileId: 'file_2', size: 8 })]);
			expect(rig.simulator.state.media.get('file_2')?.content.toString()).toBe('an offer');
		});

		it('keeps the order of what one recipient gets, also while the first file is still on its way', async () => {
			rig.simulator.faults.add({ match: { bodyIncludes: 'first.png' }, fault: { type: 'slow', ms: 100 } });
			const names = ['first.png', 'second.png', 'third.png', 'fourth.png'];
			const phones = ['+56955510101', '+56955510102', '+56955510101', '+56955510102'];
			const { outputs } = await rig.run({
				parameters: parameters('send', { ...image, content: '={{ $json.name }}' }),
				items: names.map((name, index) => ({ name, phone: phones[index] })),
				files: names.map((fileName) => file('an offer', { fileName })),
			});
			expect(outputs[0]?.map(({ json, pairedItem }) => [json.content, pairedItem])).toEqual(
				names.map((name, item) => [name, { item }]),
			);
			const arrived = rig.simulator.state.messages
				.all()
				.filter(({ recipient }) => recipient.phoneNumber === '+56955510101')
				.map(({ content }) => content);
			expect(arrived).toEqual(['Hello', 'first.png', 'third.png']);
		});

		it.each<{ name: string; more: INodeParameters; files?: IBinaryKeyData; error: string }>([
			{ name: 'a malformed number', more: { toPhoneNumber: '12' }, error: '"To" has to be a phone number' },
			{ name: 'no text', more: { content: '={{ " " }}' }, error: '"Content" is empty' },
			{
				name: 'an unknown type',
				more: { type: '={{ "gif" }}' },
				error: '"Type" has to be one of text, audio, document, image, sticker, video, location',
			},
			{
				name: 'no file ID',
				more: { ...image, mediaInput: 'fileId', fileId: '={{ "" }}' },
				error: '"File ID" is empty',
			},
			{
				name: 'no name of the field with the file',
				more: { ...image, binaryPropertyName: '={{ "" }}' },
				error: '"Input Binary Field" is empty',
			},
			{
				name: 'something else than a file',
				more: { ...image, binaryPropertyName: '={{ [1] }}' },
				error: '"Input Binary Field" has to be the name of a field with a file, such as data',
			},
			{
				name: 'an item without files',
				more: image,
				error: "This operation expects the node's input data to contain a binary file 'data', but none was found",
			},
			{
				name: 'an item without this file',
				more: { ...image, binaryPropertyName: 'photo' },
				files: file('an offer'),
				error: "The item has no binary field 'photo'",
			},
			{ name: 'an empty file', more: image, files: file(''), error: 'The file "offer.png" is empty' },
			{
				name: 'a file that n8n knows to be too large',
				more: image,
				files: file('an offer', { bytes: 20 * 1024 * 1024 }),
				error: 'The file "offer.png" is too large to upload: 20.0 MB, with 16.0 MB allowed',
			},
			{
				name: 'a file that turns out to be too large',
				more: image,
				files: file(Buffer.alloc(tooLarge), { bytes: undefined }),
				error: 'The file "offer.png" is too large to upload',
			},
		])('$name is an error of its own item, and nothing is sent for it', async ({ more, files, error }) => {
			const { outputs } = await rig.run({
				parameters: parameters('send', more),
				items: [ana],
				files: [files],
				onError: 'continueErrorOutput',
			});
			expect(outputs[1]).toEqual([
				{
					json: expect.objectContaining({
						error: expect.stringContaining(error),
						details: expect.objectContaining({ outcome: 'notSent' }),
					}),
					pairedItem: { item: 0 },
				},
			]);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('a missing file fails its own item only', async () => {
			const { outputs } = await rig.run({
				parameters: parameters('send', image),
				items: [ana, { ...ana, phone: '+56955510102' }, { ...ana, phone: '+56955510103' }],
				files: [file('one'), undefined, file('three')],
				onError: 'continueErrorOutput',
			});
			expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
			expect(outputs[1]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }]);
		});

		it.each([
			{
				name: 'is refused',
				fault: { type: 'status', status: 400 } as const,
				outcome: 'failed',
				error: /^LlamadaPro: .*\. The file was uploaded before \(file ID file_2\)$/,
			},
			{
				name: 'loses its answer',
				fault: { type: 'cutAfter' } as const,
				outcome: 'unknown',
				error: /^Outcome unknown: .*\. The file was uploaded before \(file ID file_2\)$/,
			},
			{
				name: 'is answered with null',
				fault: { type: 'wrongShape', json: null } as const,
				outcome: 'unknown',
				error: /^Outcome unknown: .*\. The file was uploaded before \(file ID file_2\)$/,
			},
		])('when the upload worked and the send $name, the error says both', async ({ fault, outcome, error }) => {
			rig.simulator.faults.add({ match: { path: paths.send }, fault });
			const { outputs } = await rig.run({
				parameters: parameters('send', image),
				items: [ana],
				files: [file('an offer')],
				onError: 'continueErrorOutput',
			});
			expect(outputs[1]).toEqual([
				{
					json: expect.objectContaining({
						error: expect.stringMatching(error),
						details: expect.objectContaining({
							outcome,
							advice: expect.stringContaining('choose Uploaded File and enter the file ID file_2.'),
						}),
					}),
					pairedItem: { item: 0 },
				},
			]);
			expect(requests().map(([request]) => request)).toEqual([routes.upload, routes.send]);
		});

		it.each([
			{ name: 'is refused', fault: { type: 'status', status: 400 } as const, advice: 'Correct them' },
			{ name: 'loses its answer', fault: { type: 'cutAfter' } as const, advice: 'Running this item again is safe' },
			{
				name: 'is answered with null',
				fault: { type: 'wrongShape', json: null } as const,
				advice: 'Running this item again is safe',
			},
		])('when the upload $name, no message is sent and the error says so', async ({ fault, advice }) => {
			rig.simulator.faults.add({ match: { path: paths.upload }, fault });
			const { outputs } = await rig.run({
				parameters: parameters('send', image),
				items: [ana],
				files: [file('an offer')],
				onError: 'continueErrorOutput',
			});
			expect(outputs[1]).toEqual([
				{
					json: expect.objectContaining({
						error: expect.stringMatching(/^No message was sent, because its file was not uploaded: /),
						details: expect.objectContaining({ outcome: 'failed', advice: expect.stringContaining(advice) }),
					}),
					pairedItem: { item: 0 },
				},
			]);
			expect(requests().map(([request]) => request)).toEqual([routes.upload]);
		});

		it('a lost answer is not followed by another try', async () => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'cutAfter' } });
			const result = await rig.run({ parameters: parameters('send'), items: [ana] });
			expect(result.error?.message).toMatch(/^Outcome unknown: /);
			expect(result.error?.description).toContain('the message may or may not have been sent');
			expect(rig.simulator.requests).toHaveLength(1);
		});

		it('a stop during the upload sends no message', async () => {
			rig.simulator.faults.add({ match: { path: paths.upload }, fault: { type: 'hang' } });
			const run = rig.start({ parameters: parameters('send', image), items: [ana], files: [file('an offer')] });
			while (rig.simulator.requests.length === 0) await new Promise(setImmediate);
			run.cancel();
			await run.result;
			expect(requests().map(([request]) => request)).toEqual([routes.upload]);
		});
	});

	describe('uploadMedia', () => {
		const fromPhoneNumber = numbers.fromPhoneNumber;
		const binary: INodeParameters = { mediaInput: 'binary', binaryPropertyName: 'data', additionalFields: {} };
		it.each<{ name: string; more: INodeParameters; files?: IBinaryKeyData; body: IDataObject; result: IDataObject }>([
			{
				name: 'a file of the item',
				more: binary,
				files: file('an offer'),
				body: { fileName: 'offer.png', contentType: 'image/png', content: offer },
				result: { fileId: 'file_2', fileName: 'offer.png', size: 8, tags: {} },
			},
			{
				name: 'a file under another name and type, with tags',
				more: {
					...binary,
					additionalFields: {
						fileName: 'brochure.pdf',
						contentType: 'application/pdf',
						tags: { tag: [{ key: 'campaign', value: 'spring' }, { key: 'year', value: '={{ 2026 }}' }, { key: 'x' }] },
					},
				},
				files: file('an offer'),
				body: {
					fileName: 'brochure.pdf',
					contentType: 'application/pdf',
					content: offer,
					tags: { campaign: 'spring', year: '2026', x: '' },
				},
				result: { fileId: 'file_2', contentType: 'application/pdf' },
			},
			{
				name: 'a file that LlamadaPro has; a name for a new one stays behind',
				more: {
					additionalFields: { fileName: 'other.png', tags: { tag: [{ key: 'campaign', value: 'spring' }] } },
				},
				body: { fileId: 'file_1', tags: { campaign: 'spring' } },
				result: { fileId: 'file_1', fileName: 'greeting.wav' },
			},
			{
				name: 'a file as large as allowed',
				more: binary,
				files: file(Buffer.alloc(tooLarge - 1)),
				body: expect.objectContaining({ fileName: 'offer.png' }),
				result: { fileId: 'file_2', size: tooLarge - 1 },
			},
		])('$name', async ({ more, files, body, result }) => {
			const { error, outputs } = await rig.run({
				parameters: parameters('uploadMedia', more),
				items: [{ file: 'file_1' }],
				files: [files],
			});
			expect(error).toBeUndefined();
			expect(requests().map(([request]) => request)).toEqual([routes.upload]);
			const { fromPhoneNumber: from, ...given } = rig.simulator.requests[0]?.body as IDataObject;
			expect([from, given]).toEqual([fromPhoneNumber, body]);
			expect(outputs[0]).toEqual([{ json: expect.objectContaining(result), pairedItem: { item: 0 } }]);
		});

		it.each<{ name: string; more: INodeParameters; error: string }>([
			{ name: 'no sender', more: { fromPhoneNumber: '={{ "" }}' }, error: '"From" has to be a phone number' },
			{ name: 'no file ID', more: { fileId: '={{ "" }}' }, error: '"File ID" is empty' },
			{ name: 'no file', more: binary, error: 'to contain a binary file' },
			{
				name: 'a tag without a key',
				more: { additionalFields: { tags: { tag: [{ key: '', value: 'spring' }] } } },
				error: '"Additional Fields > Tags > Tag 1 > Key" is empty',
			},
			{
				name: 'a tag that is there twice',
				more: {
					additionalFields: {
						tags: {
							tag: [
								{ key: 'a', value: '1' },
								{ key: 'a', value: '2' },
							],
						},
					},
				},
				error: '"Additional Fields > Tags > Tag 2 > Key" is there twice: "a"',
			},
		])('refuses $name and sends nothing', async ({ more, error }) => {
			const result = await rig.run({ parameters: parameters('uploadMedia', more), items: [{ file: 'file_1' }] });
			expect(result.error?.message).toContain(error);
			expect(rig.simulator.requests).toEqual([]);
		});

		it('a lost answer is not followed by another try', async () => {
			rig.simulator.faults.add({ match: {}, fault: { type: 'cutAfter' } });
			const result = await rig.run({ parameters: parameters('uploadMedia', binary), items: [{}], files: [file('x')] });
			expect(result.error?.message).toMatch(/^Outcome unknown: /);
			expect(result.error?.description).toContain('the file may or may not have been uploaded');
			expect(rig.simulator.requests).toHaveLength(1);
		});
	});
});
