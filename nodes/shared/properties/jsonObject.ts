import { z } from 'zod';

import { jsonValue } from './json';

/** A JSON field that holds an object, such as custom fields by their keys. Empty, and so {}, counts as not set. */
export const jsonObject = jsonValue
	.pipe(z.record(z.unknown(), { invalid_type_error: 'has to be an object, such as { "source": "web" }' }).optional())
	.transform((value) => (value === undefined || Object.keys(value).length === 0 ? undefined : value));
