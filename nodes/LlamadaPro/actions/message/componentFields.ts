import type { INodeProperties } from 'n8n-workflow';

const unverified =
	'LlamadaPro does not document the form of components: this node sends the form of WhatsApp’s own API (unverified)';

const text = (
	property: Pick<INodeProperties, 'displayName' | 'name' | 'placeholder' | 'displayOptions' | 'description'>,
) => ({
	...property,
	type: 'string' as const,
	default: '',
});

/** The one value that a template's header can have. */
const headerProperty: INodeProperties = {
	displayName: 'Header',
	name: 'headerComponent',
	type: 'fixedCollection',
	placeholder: 'Add header',
	default: {},
	description: `The value for the template’s header. ${unverified}.`,
	options: [
		{
			displayName: 'Header',
			name: 'parameter',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Document', value: 'document' },
						{ name: 'Image', value: 'image' },
						{ name: 'Location', value: 'location' },
						{ name: 'Text', value: 'text' },
						{ name: 'Video', value: 'video' },
					],
					default: 'text',
				},
				text({
					displayName: 'Text',
					name: 'text',
					displayOptions: { show: { type: ['text'] } },
					placeholder: 'e.g. Ana',
					description: 'Text that replaces the placeholder of the header',
				}),
				{
					displayName: 'File Input',
					name: 'mediaInput',
					type: 'options',
					displayOptions: { show: { type: ['document', 'image', 'video'] } },
					options: [
						{ name: 'By Link', value: 'link' },
						{ name: 'By Media ID', value: 'mediaId' },
					],
					default: 'link',
				},
				text({
					displayName: 'Link',
					name: 'link',
					displayOptions: { show: { type: ['document', 'image', 'video'], mediaInput: ['link'] } },
					placeholder: 'e.g. https://example.com/offer.png',
					description: 'Public address of the file, from which WhatsApp loads it',
				}),
				text({
					displayName: 'Media ID',
					name: 'mediaId',
					displayOptions: { show: { type: ['document', 'image', 'video'], mediaInput: ['mediaId'] } },
					placeholder: 'e.g. 900000000000001',
					description: 'The mediaId that Upload Media returned',
				}),
				text({
					displayName: 'File Name',
					name: 'filename',
					displayOptions: { show: { type: ['document'] } },
					placeholder: 'e.g. invoice.pdf',
					description: 'Name under which the recipient sees the document',
				}),
				text({
					displayName: 'Latitude',
					name: 'latitude',
					displayOptions: { show: { type: ['location'] } },
					placeholder: 'e.g. -33.4489',
					description: 'Degrees north of the equator, negative to the south of it',
				}),
				text({
					displayName: 'Longitude',
					name: 'longitude',
					displayOptions: { show: { type: ['location'] } },
					placeholder: 'e.g. -70.6693',
					description: 'Degrees east of Greenwich, negative to the west of it',
				}),
				text({
					displayName: 'Name',
					name: 'name',
					displayOptions: { show: { type: ['location'] } },
					placeholder: 'e.g. Our shop',
					description: 'Name of the place',
				}),
				text({
					displayName: 'Address',
					name: 'address',
					displayOptions: { show: { type: ['location'] } },
					placeholder: 'e.g. Alameda 100, Santiago',
					description: 'Postal address of the place',
				}),
			],
		},
	],
};

/** The values of the body, in placeholder order. */
const bodyProperty: INodeProperties = {
	displayName: 'Body',
	name: 'bodyComponent',
	type: 'fixedCollection',
	placeholder: 'Add value',
	typeOptions: { multipleValues: true, sortable: true },
	default: {},
	description: `Values for the placeholders of the template’s body, in the order of the placeholders. ${unverified}.`,
	options: [
		{
			displayName: 'Value',
			name: 'parameter',
			values: [
				{
					displayName: 'Type',
					name: 'type',
					type: 'options',
					options: [
						{ name: 'Currency', value: 'currency' },
						{ name: 'Date and Time', value: 'date_time' },
						{ name: 'Text', value: 'text' },
					],
					default: 'text',
				},
				text({
					displayName: 'Text',
					name: 'text',
					displayOptions: { show: { type: ['text'] } },
					placeholder: 'e.g. Ana',
					description: 'Text that replaces the placeholder',
				}),
				text({
					displayName: 'Amount',
					name: 'amount',
					displayOptions: { show: { type: ['currency'] } },
					placeholder: 'e.g. 19.90',
					description: 'The amount of money',
				}),
				text({
					displayName: 'Currency Code',
					name: 'code',
					displayOptions: { show: { type: ['currency'] } },
					placeholder: 'e.g. CLP',
					description: 'Three letters, as in ISO 4217',
				}),
				text({
					displayName: 'Fallback Text',
					name: 'fallbackValue',
					displayOptions: { show: { type: ['currency', 'date_time'] } },
					placeholder: 'e.g. 19.90 US$',
					description: 'The amount or the date as a text, for when it cannot be shown in the recipient’s own way',
				}),
			],
		},
	],
};

/** The variable parts of the buttons. */
const buttonsProperty: INodeProperties = {
	displayName: 'Buttons',
	name: 'buttonComponents',
	type: 'fixedCollection',
	placeholder: 'Add button',
	typeOptions: { multipleValues: true },
	default: {},
	description: `Values for those buttons of the template that need one. ${unverified}.`,
	options: [
		{
			displayName: 'Button',
			name: 'button',
			values: [
				{
					displayName: 'Type',
					name: 'subType',
					type: 'options',
					options: [
						{ name: 'Copy Code', value: 'copy_code' },
						{ name: 'Quick Reply', value: 'quick_reply' },
						{ name: 'URL', value: 'url' },
					],
					default: 'url',
				},
				{
					displayName: 'Index',
					name: 'index',
					type: 'number',
					typeOptions: { minValue: 0 },
					default: 0,
					description: 'Position of the button in the template, counted from 0',
				},
				text({
					displayName: 'Coupon Code',
					name: 'couponCode',
					displayOptions: { show: { subType: ['copy_code'] } },
					placeholder: 'e.g. SPRING25',
					description: 'The code that the button copies',
				}),
				text({
					displayName: 'Payload',
					name: 'payload',
					displayOptions: { show: { subType: ['quick_reply'] } },
					placeholder: 'e.g. confirm-456',
					description: 'What comes back when the recipient taps the button',
				}),
				text({
					displayName: 'URL Ending',
					name: 'text',
					displayOptions: { show: { subType: ['url'] } },
					placeholder: 'e.g. orders/456',
					description: 'Text that replaces the placeholder in the button’s address',
				}),
			],
		},
	],
};

/** The parts of a template, built with fields. */
export const componentProperties: readonly INodeProperties[] = [headerProperty, bodyProperty, buttonsProperty];
