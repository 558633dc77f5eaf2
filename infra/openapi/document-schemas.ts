import type * as z from 'zod';
import { endpoints } from '../../functions/endpoints.ts';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';
import { responseFields } from './descriptions.ts';
import { examplesOf } from './examples.ts';
import { requestName, responseName } from './operation.ts';
import { resourceWords } from './resource-words.ts';
import { type JsonSchema, namedSchemas } from './schemas.ts';
import { assignmentFields, sharedWords } from './shared-words.ts';
import { eventWords } from './webhooks.ts';
import type { Words } from './words.ts';

/** What is called by its name wherever it is part of something. */
const common: Record<string, Words> = { ...resourceWords, ...sharedWords, ...eventWords };

/** The name of a schema that has one wherever it is part of something. */
export const resourceName = (schema: z.ZodType): string | undefined =>
  Object.entries(common).find(([, words]) => words.schema === schema)?.[0];

/** The schemas under their names; of what only requests hold, those that refuse what they do not know. */
export function documentSchemas(): Record<string, JsonSchema> {
  const answers = endpoints
    .filter(({ success }) => resourceName(success.schema) === undefined)
    .map((endpoint): [string, Words] => [
      responseName(endpoint),
      {
        schema: endpoint.success.schema,
        description: `The answer of \`${endpoint.operation}\`.`,
        fields: responseFields,
      },
    ]);
  const output = namedSchemas({ ...common, ...Object.fromEntries(answers) }, 'output');
  const input = namedSchemas({ ...common, ...Object.fromEntries(endpoints.flatMap(requestWords)) }, 'input');
  const requests = endpoints
    .filter(({ body }) => body !== undefined)
    .map(endpoint => [requestName(endpoint), withExamples(endpoint, input[requestName(endpoint)] ?? {})]);
  return withAssignmentWords({ ...output, ...Object.fromEntries(requests), Assignment: input.Assignment ?? {} });
}

const requestWords = (endpoint: Endpoint): [string, Words][] =>
  endpoint.body
    ? [[requestName(endpoint), { schema: endpoint.body, description: `What \`${endpoint.operation}\` is asked with.` }]]
    : [];

/** What the examples of a request hold in a field that has no example of its own. */
function withExamples(endpoint: Endpoint, schema: JsonSchema): JsonSchema {
  const bodies = Object.values(examplesOf(endpoint)).map(({ body = {} }) => body);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    if (typeof property === 'boolean' || property.examples || property.$ref) continue;
    const values = bodies.filter(body => name in body).map(body => body[name]);
    if (values.length > 0) property.examples = [...new Set(values)];
  }
  return schema;
}

/** The variants of a union have no names of their own to be found by. */
function withAssignmentWords(schemas: Record<string, JsonSchema>): Record<string, JsonSchema> {
  for (const name of ['Assignment', 'EmbeddedAssignment']) {
    Object.assign(schemas[name] ?? {}, { type: 'object' });
    for (const { properties = {} } of schemas[name]?.oneOf ?? []) {
      for (const [field, property] of Object.entries(properties)) {
        if (typeof property !== 'boolean') property.description = assignmentFields[field] ?? '';
      }
    }
  }
  return schemas;
}
