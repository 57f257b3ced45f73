import type { Contact, ContactAddress } from './contactEntity.ts';

const firstNames = ['Ana', 'José', 'María', 'Ngozi', 'Søren', 'Björk', 'Li', "D'Arcy", 'Zoë', 'João', 'Valentina'];
const lastNames = ['Pérez', 'Núñez', 'García', 'Muñoz', "O'Brien", 'Okafor', 'Silva', 'von der Heide', 'Rojas'];
const positions = ['Owner', 'Buyer', 'Head of Sales', null];
const sources = ['web', 'referral', 'ads'];
const priorities = ['low', 'medium', 'high', 'urgent'];

const firstCreatedAt = Date.UTC(2025, 0, 1, 9);
const contactsPerMoment = 3;
const hourMs = 3_600_000;

/**
 * `count` contacts, the same at every call: ids from 1, created on 2025-01-01 and later, three in the
 * same second each so that ties occur. Every tenth has no last name and no address; even ones have an
 * email address too, every seventh a second phone. Phones run from +56955510101.
 */
export function seedContacts(count: number, tenantId: string, nextAddressId: () => number): Contact[] {
	return Array.from({ length: count }, (_, index) => {
		const id = index + 1;
		const createdAt = new Date(firstCreatedAt + Math.floor(index / contactsPerMoment) * hourMs).toISOString();
		const address = ([channelType, text]: [string, string]): ContactAddress => ({
			id: nextAddressId(),
			contactId: id,
			tenantId,
			address: text,
			channelType,
			createdAt,
			updatedAt: createdAt,
		});
		return {
			id,
			tenantId,
			providerId: id % 5 === 0 ? `crm-${id}` : null,
			providerName: id % 5 === 0 ? 'crm' : null,
			nationalId: id % 4 === 0 ? null : `${10_000_000 + id}-${id % 10}`,
			firstName: firstNames[index % firstNames.length] ?? null,
			lastName: id % 10 === 0 ? null : (lastNames[index % lastNames.length] ?? null),
			// the legacy fields stay empty for most, as addresses replace them
			email: id % 6 === 0 ? emailOf(id) : null,
			phone: id % 6 === 0 ? phoneOf(id) : null,
			userId: id % 4 === 0 ? null : 101 + (id % 3),
			contactCompanyId: id % 9 === 0 ? 900 + id : null,
			companyPosition: positions[index % positions.length] ?? null,
			metadata: id % 8 === 0 ? { tags: ['imported'] } : null,
			createdAt,
			updatedAt: createdAt,
			customFields: customFieldsOf(id),
			addresses: addressTexts(id).map(address),
		};
	});
}

function addressTexts(id: number): Array<[channelType: string, address: string]> {
	if (id % 10 === 0) return [];
	const addresses: Array<[string, string]> = [['PHONE', phoneOf(id)]];
	if (id % 7 === 0) addresses.push(['PHONE', `+5622${5_000_000 + id}`]);
	if (id % 2 === 0) addresses.push(['EMAIL', emailOf(id)]);
	return addresses;
}

function customFieldsOf(id: number): Record<string, unknown> {
	if (id % 3 === 0) return {};
	return {
		source: sources[id % sources.length],
		priority: priorities[id % priorities.length],
		score: id * 1.5,
		vip: id % 4 === 1,
		birthDate: `19${String(60 + (id % 40)).padStart(2, '0')}-05-${String(1 + (id % 28)).padStart(2, '0')}`,
	};
}

const phoneOf = (id: number): string => `+569${55_510_100 + id}`;
const emailOf = (id: number): string => `contact${id}@example.com`;
