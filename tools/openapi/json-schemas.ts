import * as z from 'zod';

/** A schema as it is in the document. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

/** A JSON schema, and the named schemas to which it refers. */
interface ConvertedSchema {
  schema: JsonSchema;
  /** By ID. */
  namedSchemas: Record<string, JsonSchema>;
}

/**
 * Converts a schema to a JSON schema. Every schema with an `id` becomes a reference to a named schema.
 *
 * @param io - `output` for a response. Responses may gain fields, so their schemas allow additional properties.
 */
export function convertSchema(schema: z.ZodType, io: 'input' | 'output'): ConvertedSchema {
  const converted = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
      adaptToGenerators(jsonSchema);
    },
  });
  const { $schema, $defs = {}, ...rest } = replaceReferences(converted);
  return { schema: rest, namedSchemas: $defs as Record<string, JsonSchema> };
}

/** Makes the references of zod point to the components of the document. */
const replaceReferences = (schema: JsonSchema): JsonSchema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));

/** The ID of a schema that is a named schema of the document. */
export const findSchemaId = (schema: z.ZodType): string | undefined => z.globalRegistry.get(schema)?.id;

export const toSchemaRef = (id: string): string => `#/components/schemas/${id}`;

/** Replaces keywords that common code generators do not know or reject by others with the same meaning. */
function adaptToGenerators(schema: JsonSchema): void {
  if (schema.const !== undefined) {
    schema.enum = [schema.const as string];
    delete schema.const;
  }
  // The format states the pattern.
  if (schema.format === 'date') delete schema.pattern;
}
