import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints, portalEndpoints, publicEndpoints } from '../../functions/endpoints.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { type ApiTag, webhookTag } from '../../lib/contract/tags.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { buildDocumentSchemas } from './document-schemas.ts';
import { buildSharedResponses } from './error-responses.ts';
import { commandParameters, documentedResponseHeaders } from './headers.ts';
import { buildIntroduction } from './introduction.ts';
import { buildOperationObject, toSecurity } from './operation-object.ts';
import { buildWebhookObjects } from './webhook-objects.ts';

/** Builds the OpenAPI document of the API from the table of endpoints and their schemas. @throws UserError if an example is missing */
export const buildOpenApiDocument = () => ({
  ...buildDocument([...endpoints, ...publicEndpoints], {
    title: 'Connect API',
    summary: 'Licenses and subscriptions of a telecom operator. Every command runs exactly once.',
    introduction: buildIntroduction(),
    additionalTags: [webhookTag],
  }),
  webhooks: buildWebhookObjects(),
});

/** Lists the tags in the order of their first operations. */
const listTags = (documented: readonly Endpoint[], additional: readonly ApiTag[] = []): ApiTag[] => [
  ...new Map([...documented.map(({ tag }) => tag), ...additional].map(tag => [tag.name, tag])).values(),
];

/** Builds the document of the operations that only the portal has. @throws UserError if an example is missing */
export const buildPortalDocument = () =>
  buildDocument(portalEndpoints, {
    title: 'Connect API: portal',
    summary: 'API keys, webhooks, users and the audit log of a tenant.',
    introduction: readFileSync(join(import.meta.dirname, 'portal-introduction.md'), 'utf8').trim(),
  });

interface DocumentTexts {
  title: string;
  summary: string;
  /** The description, in Markdown. */
  introduction: string;
  /** Tags that no operation has. */
  additionalTags?: readonly ApiTag[];
}

function buildDocument(
  documented: readonly Endpoint[],
  { title, summary, introduction, additionalTags }: DocumentTexts,
) {
  return {
    openapi: '3.1.1',
    info: {
      title,
      version: packageJson.version,
      summary,
      description: introduction,
      contact: { name: 'Connect API support' },
      license: { name: 'Proprietary', identifier: 'LicenseRef-Proprietary' },
    },
    servers: [
      { url: 'http://127.0.0.1:3000', description: 'The local server. Replace it by the base URL that you received.' },
    ],
    tags: listTags(documented, additionalTags),
    security: toSecurity(documented[0]),
    paths: buildPaths(documented),
    components: {
      securitySchemes: {
        apiKey: {
          type: 'apiKey',
          in: 'header',
          name: 'X-API-Key',
          description:
            'An API key of your tenant, `connect_live_…` or `connect_test_…`. Each operation names the scope that it requires.',
        },
        portalSession: {
          type: 'http',
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description:
            'The access token of a user of the portal, together with `X-Tenant-Id`, the tenant of the session.',
        },
      },
      parameters: commandParameters,
      headers: documentedResponseHeaders,
      responses: buildSharedResponses(),
      schemas: buildDocumentSchemas(documented),
    },
  };
}

/** Formats a document as the text of its file. */
export const formatDocument = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

function buildPaths(documented: readonly Endpoint[]): Record<string, Record<string, object>> {
  const paths: Record<string, Record<string, object>> = {};
  for (const endpoint of documented) {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: buildOperationObject(endpoint),
    };
  }
  return paths;
}
