import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../../functions/endpoints.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { buildDocumentSchemas } from './document-schemas.ts';
import { buildSharedResponses } from './error-responses.ts';
import { commandParameters, documentedResponseHeaders } from './headers.ts';
import { buildOperationObject } from './operation-object.ts';
import { buildWebhookObjects } from './webhook-objects.ts';

/** Builds the OpenAPI document from the table of endpoints and their schemas. @throws UserError if an example is missing */
export function buildOpenApiDocument() {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Connect API',
      version: packageJson.version,
      summary: 'Licenses and subscriptions of a telecom operator. Every command runs exactly once.',
      description: readFileSync(join(import.meta.dirname, 'introduction.md'), 'utf8').trim(),
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [
      {
        url: '{address}',
        description: 'The base URL that you received with your API key.',
        variables: {
          address: {
            default: 'http://127.0.0.1:3000',
            description: 'The default is the local server: npm start.',
          },
        },
      },
    ],
    tags: [...new Map(endpoints.map(({ tag }) => [tag.name, tag])).values()],
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
            'An API key of your tenant, `connect_live_…` or `connect_test_…`. Each operation names the scope that it requires.',
        },
      },
      parameters: commandParameters,
      headers: documentedResponseHeaders,
      responses: buildSharedResponses(),
      schemas: buildDocumentSchemas(),
    },
  };
}

/** Formats the document as the text of `openapi.json`. */
export const formatOpenApiDocument = (): string => `${JSON.stringify(buildOpenApiDocument(), null, 2)}\n`;

function buildPaths(): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of endpoints) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: buildOperationObject(endpoint),
    };
  }
  return paths;
}
