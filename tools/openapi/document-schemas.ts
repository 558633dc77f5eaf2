import type * as z from 'zod';
import { endpoints } from '../../functions/endpoints.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { responseFieldDescriptions } from './descriptions.ts';
import { readExamples } from './examples.ts';
import { buildNamedSchemas, type JsonSchema } from './json-schemas.ts';
import { toRequestSchemaName, toResponseSchemaName } from './operation-object.ts';
import { resourceDescriptions } from './resource-descriptions.ts';
import type { SchemaDescription } from './schema-description.ts';
import { assignmentFieldDescriptions, sharedDescriptions } from './shared-descriptions.ts';
import { eventDescriptions } from './webhook-objects.ts';

/** What is called by its name wherever it is part of something. */
const namedDescriptions: Record<string, SchemaDescription> = {
  ...resourceDescriptions,
  ...sharedDescriptions,
  ...eventDescriptions,
};

/** The name of a schema that has one wherever it is part of something. */
export const findResourceName = (schema: z.ZodType): string | undefined =>
  Object.entries(namedDescriptions).find(([, description]) => description.schema === schema)?.[0];

/** The schemas under their names; of what only requests hold, those that refuse what they do not know. */
export function buildDocumentSchemas(): Record<string, JsonSchema> {
  const responses = endpoints
    .filter(({ success }) => findResourceName(success.schema) === undefined)
    .map((endpoint): [string, SchemaDescription] => [
      toResponseSchemaName(endpoint),
      {
        schema: endpoint.success.schema,
        description: `The answer of \`${endpoint.operation}\`.`,
        fields: responseFieldDescriptions,
      },
    ]);
  const output = buildNamedSchemas({ ...namedDescriptions, ...Object.fromEntries(responses) }, 'output');
  const input = buildNamedSchemas(
    { ...namedDescriptions, ...Object.fromEntries(endpoints.flatMap(describeRequest)) },
    'input',
  );
  const requests = endpoints
    .filter(({ body }) => body !== undefined)
    .map(endpoint => [
      toRequestSchemaName(endpoint),
      withExamples(endpoint, input[toRequestSchemaName(endpoint)] ?? {}),
    ]);
  return withAssignmentDescriptions({ ...output, ...Object.fromEntries(requests), Assignment: input.Assignment ?? {} });
}

const describeRequest = (endpoint: Endpoint): [string, SchemaDescription][] =>
  endpoint.body
    ? [
        [
          toRequestSchemaName(endpoint),
          { schema: endpoint.body, description: `What \`${endpoint.operation}\` is asked with.` },
        ],
      ]
    : [];

/** What the examples of a request hold in a field that has no example of its own. */
function withExamples(endpoint: Endpoint, schema: JsonSchema): JsonSchema {
  const bodies = Object.values(readExamples(endpoint)).map(({ body = {} }) => body);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (typeof property === 'boolean' || property.examples || property.$ref) continue;
    const values = bodies.filter(body => name in body).map(body => body[name]);
    if (values.length > 0) property.examples = [...new Set(values)];
  }
  return schema;
}

/** The variants of a union have no names of their own to be found by. */
function withAssignmentDescriptions(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  for (const name of ['Assignment', 'EmbeddedAssignment']) {
    Object.assign(schemas[name] ?? {}, { type: 'object' });
    for (const { properties = {} } of schemas[name]?.oneOf ?? []) {
      for (const [field, property] of Object.entries(properties)) {
        if (typeof property !== 'boolean') property.description = assignmentFieldDescriptions[field] ?? '';
      }
    }
  }
  return schemas;
}
