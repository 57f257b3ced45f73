import type { IDataObject, INodeParameters } from 'n8n-workflow';

import { methods } from '../../../nodes/LlamadaPro/methods.ts';
import { contactRegistry } from './contactRegistry.ts';
import { loadOptionsHost } from './loadOptions.ts';
import { llamadaProRig } from './rig.ts';

type Rig = Awaited<ReturnType<typeof llamadaProRig>>;

describe('custom fields of a contact, entered in the form', () => {
	let rig: Rig;
	beforeEach(async () => {
		rig = await llamadaProRig({ registry: contactRegistry });
	});
	afterEach(async () => await rig.simulator.close());

	/** The form as the editor stores it, with the fields that the account really has. */
	const formWith = async (value: IDataObject, removed: readonly string[] = []): Promise<INodeParameters> => {
		const { fields } = await methods.resourceMapping.getContactCustomFields.call(loadOptionsHost(rig.simulator.url));
		return {
			mappingMode: 'defineBelow',
			value,
			matchingColumns: [],
			schema: fields.map((field) => ({ ...field, removed: removed.includes(field.id) })),
			attemptToConvertTypes: false,
			convertFieldsToString: false,
		} as unknown as INodeParameters;
	};
	const update = async (value: IDataObject, items: IDataObject[] = [{}], removed: readonly string[] = []) => {
		const customFields = await formWith(value, removed);
		const before = rig.simulator.requests.length;
		const result = await rig.run({
			parameters: {
				resource: 'contact',
				operation: 'update',
				contactId: { __rl: true, mode: 'id', value: '1' },
				addresses: {},
				customFieldsInput: 'fields',
				customFields,
				updateFields: {},
				options: {},
			},
			items,
			onError: 'continueErrorOutput',
		});
		return { ...result, sent: rig.simulator.requests.slice(before).map(({ body }) => body) };
	};

	it.each<{ name: string; value: IDataObject; item?: IDataObject; sent: object }>([
		{
			name: 'values of every type',
			value: {
				source: 'web',
				score: 7.5,
				birthDate: '1990-05-02T00:00:00',
				vip: false,
				priority: 'high',
				contract: 'file_1',
			},
			sent: {
				source: 'web',
				score: 7.5,
				birthDate: '1990-05-02',
				vip: false,
				priority: 'high',
				contract: 'file_1',
			},
		},
		{
			name: 'cells of a sheet, which are texts and numbers',
			value: {
				source: '={{ $json.source }}',
				score: '={{ $json.score }}',
				birthDate: '={{ $json.birthDate }}',
				vip: '={{ $json.vip }}',
			},
			item: { source: 2026, score: '12', birthDate: '1990-05-02', vip: 'TRUE' },
			sent: { source: '2026', score: 12, birthDate: '1990-05-02', vip: true },
		},
		{
			name: 'dates of the expression editor',
			value: { birthDate: '={{ DateTime.fromISO("2026-03-01T10:00:00+01:00") }}' },
			sent: { birthDate: '2026-03-01T09:00:00.000Z' },
		},
		{
			name: 'a time of the picker, which is in the workflow’s zone',
			value: { birthDate: '2026-03-01T10:00:00' },
			sent: { birthDate: '2026-03-01T09:00:00.000Z' },
		},
		{
			name: 'a number that is 0 and a switch that is off',
			value: { score: '={{ 0 }}', vip: '={{ 0 }}' },
			sent: { score: 0, vip: false },
		},
	])('sends $name', async ({ value, item, sent }) => {
		const { outputs, sent: bodies } = await update(value, [item ?? {}]);
		expect(outputs[1]).toEqual([]);
		expect(bodies).toEqual([{ customFields: sent }]);
	});

	it.each<{ name: string; value: IDataObject; removed?: string[] }>([
		{ name: 'fields nobody filled in', value: { score: null, vip: null, priority: null, birthDate: null } },
		{ name: 'an empty text', value: { contract: '={{ $json.none }}' } },
		{ name: 'an empty cell of a number: it is not 0', value: { score: '={{ "" }}' } },
		{ name: 'a blank cell of a number: it is not 0', value: { score: '={{ "  " }}' } },
		{
			name: 'empty cells of every other type',
			value: { priority: '={{ "" }}', birthDate: '={{ "" }}', vip: '={{ " " }}' },
		},
		{ name: 'a field that was taken out of the form', value: { vip: false }, removed: ['vip'] },
	])('leaves out $name', async ({ value, removed }) => {
		const { sent } = await update({ source: 'web', ...value }, [{}], removed);
		expect(sent).toEqual([{ customFields: { source: 'web' } }]);
	});

	it('an empty form is nothing to change', async () => {
		const { outputs, sent } = await update({ score: '={{ "" }}', source: '' });
		expect(outputs[1]?.[0]?.json.error).toContain('There is nothing to change');
		expect(sent).toEqual([]);
	});

	it.each<{ name: string; field: string; named: RegExp; value: string }>([
		{ name: 'a LIST value that is not an option', field: 'priority', named: /priority/i, value: 'someday' },
		{ name: 'a DATE that is not a date', field: 'birthDate', named: /birthDate|Date of birth/, value: 'next week' },
		{ name: 'a NUMBER that is not a number', field: 'score', named: /score/i, value: 'twelve' },
		{ name: 'a BOOLEAN that is neither', field: 'vip', named: /vip/, value: 'perhaps' },
	])('$name fails on its own item, by the name of the field', async ({ field, named, value }) => {
		const good: IDataObject = { priority: 'low', birthDate: '1990-05-02', score: 1, vip: true };
		const { outputs, sent } = await update({ [field]: '={{ $json.value }}' }, [
			{ value: good[field] },
			{ value },
			{ value: good[field] },
		]);
		expect(outputs[0]?.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
		expect(outputs[1]).toEqual([
			{
				json: expect.objectContaining({
					error: expect.stringMatching(named),
					details: expect.objectContaining({ outcome: 'notSent' }),
				}),
				pairedItem: { item: 1 },
			},
		]);
		expect(JSON.stringify(outputs[1])).toContain(value);
		expect(sent).toHaveLength(2);
	});

	it.each<{ name: string; field: string; value: unknown; error: string }>([
		{
			name: 'a DATE that could be anything',
			field: 'birthDate',
			value: '5',
			error: '"Custom Fields > Date of birth" has to be a date such as 2026-03-01. Received: "5"',
		},
		{
			name: 'a NUMBER that is a list',
			field: 'score',
			value: [],
			error: '"Custom Fields > Score" has to be a number. Received: "[]"',
		},
		{
			name: 'a STRING that is an object',
			field: 'source',
			value: { a: 1 },
			error: '"Custom Fields > Source" has to be a text. Received: "{"a":1}"',
		},
	])('$name is refused although n8n would take it', async ({ field, value, error }) => {
		const { outputs, sent } = await update({ [field]: '={{ $json.value }}' }, [{ value } as IDataObject]);
		expect(outputs[1]?.[0]?.json.error).toBe(error);
		expect(sent).toEqual([]);
	});
});
