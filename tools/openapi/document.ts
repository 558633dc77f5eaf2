import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../../functions/endpoints.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { eventsTag } from './descriptions.ts';
import { buildDocumentSchemas, findResourceName } from './document-schemas.ts';
import { buildSharedResponses } from './error-responses.ts';
import { commandParameters, documentedResponseHeaders } from './headers.ts';
import { buildOperationObject, findOperationTag, toResponseSchemaName } from './operation-object.ts';
import { buildWebhookObjects } from './webhook-objects.ts';

/** The whole contract as an OpenAPI document, from the table of endpoints and the schemas. @throws UserError if words or examples are missing */
export function buildOpenApiDocument() {
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
    tags: [...new Set(endpoints.map(findOperationTag)), eventsTag],
    security: [{ apiKey: [] }],
    paths: buildPaths(),
    webhooks: buildWebhookObjects(),
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
      headers: documentedResponseHeaders,
      responses: buildSharedResponses(),
      schemas: buildDocumentSchemas(),
    },
  };
}

/** The text of `openapi.json`. */
export const formatOpenApiDocument = (): string => `${JSON.stringify(buildOpenApiDocument(), null, 2)}\n`;

function buildPaths(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    const operation = buildOperationObject(
      endpoint,
      schema => findResourceName(schema) ?? toResponseSchemaName(endpoint),
    );
    paths[endpoint.path] = { ...paths[endpoint.path], [endpoint.method.toLowerCase()]: operation };
  }
  return paths;
}
