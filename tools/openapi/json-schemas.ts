import * as z from 'zod';
import { CalendarDate, Instant, JsonObject } from '../../lib/contract/field-types.ts';
import { type SchemaDescription, toFieldAnnotations } from './schema-description.ts';

/** A schema as the document has it. */
export type JsonSchema = z.core.JSONSchema.BaseSchema;

type Override = Parameters<NonNullable<NonNullable<Parameters<typeof z.toJSONSchema>[1]>['override']>>[0];

const readPattern = (schema: z.ZodType): unknown => z.toJSONSchema(schema, { unrepresentable: 'any' }).pattern;
const formats = new Map([
  [readPattern(Instant), 'date-time'],
  [readPattern(CalendarDate), 'date'],
]);

/**
 * The schemas under their names, each referring to the others by these.
 *
 * @param io - `output`: what is answered. An answer may gain fields, so it is not closed as a request is.
 */
export function buildNamedSchemas(
  descriptions: Record<string, SchemaDescription>,
  io: 'input' | 'output',
): Record<string, JsonSchema> {
  const registry = z.registry<{ id: string }>();
  for (const [id, { schema }] of Object.entries(descriptions)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: toSchemaRef,
    unrepresentable: 'any',
    override: context => adaptSchema(context, io),
  });
  return Object.fromEntries(
    Object.entries(descriptions).map(([id, description]) => {
      const { $schema, $id, ...schema } = schemas[id] ?? {};
      return [id, withDescriptions(schema, description)];
    }),
  );
}

export const toSchemaRef = (id: string): string => `#/components/schemas/${id}`;

/** A schema that has no name, such as that of a parameter. */
export function buildInlineSchema(schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, {
    io: 'input',
    unrepresentable: 'any',
    override: context => adaptSchema(context, 'input'),
  });
  return rest;
}

/** What zod cannot know, or says in the words of an older version. */
function adaptSchema({ zodSchema, jsonSchema }: Override, io: 'input' | 'output'): void {
  if (io === 'output') delete jsonSchema.additionalProperties;
  if (isJsonObject(zodSchema)) Object.assign(jsonSchema, { type: 'object', additionalProperties: true });
  const format = jsonSchema.pattern === undefined ? undefined : formats.get(jsonSchema.pattern);
  if (format !== undefined) jsonSchema.format = format;
  if ('example' in jsonSchema) {
    jsonSchema.examples = [jsonSchema.example];
    delete jsonSchema.example;
  }
}

/** The object that zod knows by a function alone, and what was derived from it. */
function isJsonObject(schema: z.core.$ZodType): boolean {
  return schema === JsonObject || (schema._zod.parent !== undefined && isJsonObject(schema._zod.parent));
}

function withDescriptions(schema: JsonSchema, { description, fields = {} }: SchemaDescription): JsonSchema {
  const properties = Object.entries(schema.properties ?? {}).map(([name, property]) => {
    const fieldDescription = fields[name];
    return [
      name,
      fieldDescription === undefined || typeof property === 'boolean'
        ? property
        : { ...property, ...toFieldAnnotations(fieldDescription) },
    ];
  });
  return { ...schema, description, ...(properties.length > 0 && { properties: Object.fromEntries(properties) }) };
}
