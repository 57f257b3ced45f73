/** A human of the workspace, as nested objects called `agent` show one (sections 1 and 9). */
export interface Person {
	readonly id: string;
	readonly name: string;
	readonly email: string;
	readonly avatar: string;
}

/** The seeded humans; the first is the owner of the workspace. */
export function seedPeople(): [Person, ...Person[]] {
	return [person('user_ana', 'Ana Owner'), person('user_ben', 'Ben Support'), person('user_cleo', 'Cleo Sales')];
}

function person(id: string, name: string): Person {
	const nick = id.replace('user_', '');
	return { id, name, email: `${nick}@example.com`, avatar: `https://example.com/avatars/${nick}.png` };
}
