import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { endpoints } from '../../functions/endpoints.ts';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { eventsTag, responseFields } from './descriptions.ts';
import { sharedResponses } from './error-responses.ts';
import { commandParameters, responseHeaders } from './headers.ts';
import { operationOf, requestName, responseName, tagOf } from './operation.ts';
import { resourceWords } from './resource-words.ts';
import { type JsonSchema, namedSchemas } from './schemas.ts';
import { assignmentFields, sharedWords } from './shared-words.ts';
import { eventWords, webhooks } from './webhooks.ts';
import type { Words } from './words.ts';

/** What is called by its name wherever it is part of something. */
const common: Record<string, Words> = { ...resourceWords, ...sharedWords, ...eventWords };

/** The whole contract as an OpenAPI document, from the table of endpoints and the schemas. @throws Unusable if words or examples are missing */
export function openApiDocument() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Connect API',
      version: packageJson.version,
      summary: 'Licenses and subscriptions of a telecom operator, every command exactly once.',
      description: readFileSync(join(import.meta.dirname, 'introduction.md'), 'utf8').trim(),
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [
      {
        url: '{address}',
        description: 'The address that you were given with your API key.',
        variables: {
          address: {
            default: 'http://127.0.0.1:3000',
            description: 'By default the server of this machine: npm start.',
          },
        },
      },
    ],
    tags: [...new Set(endpoints.map(tagOf)), eventsTag],
    security: [{ apiKey: [] }],
    paths: pathsOf(),
    webhooks: webhooks(),
    components: {
      securitySchemes: {
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-API-Key',
          description:
            'A key of your tenant, `connect_live_…` or `connect_test_…`. The scope that an operation needs stands with it.',
        },
      },
      parameters: commandParameters,
      headers: responseHeaders,
      responses: sharedResponses(),
      schemas: schemasOf(),
    },
  };
}

/** The text of `openapi.json`. */
export const openApiText = (): string => `${JSON.stringify(openApiDocument(), null, 2)}\n`;

function pathsOf(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const operation = operationOf(endpoint, schema => nameOf(schema) ?? responseName(endpoint));
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation };
  }
  return paths;
}

const nameOf = (schema: z.ZodType): string | undefined =>
  Object.entries(common).find(([, words]) => words.schema === schema)?.[0];

/** The schemas under their names; of what only requests hold, those that refuse what they do not know. */
function schemasOf(): Record<string, JsonSchema> {
  const answers = endpoints
    .filter(({ success }) => nameOf(success.schema) === undefined)
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
  const requests = endpoints.flatMap(endpoint => (endpoint.body ? [requestName(endpoint)] : []));
  const closed = Object.fromEntries([...requests, 'Assignment'].map(name => [name, input[name] ?? {}]));
  return withAssignmentWords({ ...output, ...closed });
}

const requestWords = (endpoint: Endpoint): [string, Words][] =>
  endpoint.body
    ? [[requestName(endpoint), { schema: endpoint.body, description: `What \`${endpoint.operation}\` is asked with.` }]]
    : [];

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
