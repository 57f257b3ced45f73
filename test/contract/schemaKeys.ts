import { z } from 'zod';

/** What a schema reads: a leaf, or keys with what they read. */
export type SchemaTree = { readonly [key: string]: SchemaTree };

/**
 * The keys that a zod schema reads, at every depth, through everything that wraps it. A value that is not an object
 * has no keys.
 */
export function schemaKeys(schema: z.ZodTypeAny): SchemaTree {
	if (schema instanceof z.ZodObject) {
		return Object.fromEntries(
			Object.entries(schema.shape as z.ZodRawShape).map(([key, value]) => [key, schemaKeys(value)]),
		);
	}
	if (schema instanceof z.ZodEffects) return schemaKeys(schema.innerType() as z.ZodTypeAny);
	if (schema instanceof z.ZodPipeline) {
		const { in: first, out: second } = schema._def as { in: z.ZodTypeAny; out: z.ZodTypeAny };
		// A JSON field is parsed first: what is inside it is no field of the node.
		return first instanceof z.ZodObject ? schemaKeys(first) : first instanceof z.ZodEffects ? {} : schemaKeys(second);
	}
	if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
		return schemaKeys(schema.unwrap() as z.ZodTypeAny);
	if (schema instanceof z.ZodDefault) return schemaKeys(schema.removeDefault() as z.ZodTypeAny);
	if (schema instanceof z.ZodArray) return schemaKeys(schema.element as z.ZodTypeAny);
	if (schema instanceof z.ZodDiscriminatedUnion) {
		return Object.assign({}, ...(schema.options as z.ZodTypeAny[]).map(schemaKeys)) as SchemaTree;
	}
	return {};
}
