import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type * as z from 'zod';
import { endpoints } from '../../functions/endpoints.ts';
import { isCommandEndpoint, listEndpointErrors } from '../../lib/contract/endpoint.ts';
import { buildErrorBody, ErrorBody, type ErrorCode, errorCatalogue } from '../../lib/contract/errors.ts';
import { EventTypeName, LicenseEvent, OrderEvent, SubscriptionEvent } from '../../lib/contract/event.ts';
import { createTestMessage } from '../../lib/jobs/webhooks/test-message.ts';
import { buildOpenApiDocument, buildPortalDocument, formatDocument } from '../../tools/openapi/document.ts';
import { readExamples } from '../../tools/openapi/examples.ts';

// biome-ignore lint/suspicious/noExplicitAny: the document is read without the types of the code that wrote it
const document: any = JSON.parse(formatDocument(buildOpenApiDocument()));
const file = join(import.meta.dirname, '..', '..', 'openapi.json');
const portalFile = join(import.meta.dirname, '..', '..', 'portal-openapi.json');

/** Resolves a reference. */
// biome-ignore lint/suspicious/noExplicitAny: as above
const resolveReference = (value: any): any =>
  '$ref' in value
    ? value.$ref
        .slice(2)
        .split('/')
        .reduce((part: never, name: string) => part[name], document)
    : value;

describe('portal-openapi.json', () => {
  it('is what npm run openapi writes', () => {
    const isCurrent = readFileSync(portalFile, 'utf8') === formatDocument(buildPortalDocument());
    expect(isCurrent, 'portal-openapi.json is out of date: npm run openapi').toBe(true);
  });

  it('passes the recommended rules of Redocly, including warnings', () => {
    expect(listLintProblems(portalFile)).toEqual([]);
  });

  it('describes every field and parameter', () => {
    expect(listUndescribed(JSON.parse(readFileSync(portalFile, 'utf8')).components.schemas, 'schemas')).toEqual([]);
  });
});

describe('openapi.json', () => {
  it('is what npm run openapi writes', () => {
    const isCurrent = readFileSync(file, 'utf8') === formatDocument(buildOpenApiDocument());
    expect(isCurrent, 'openapi.json is out of date: npm run openapi').toBe(true);
  });

  it('passes the recommended rules of Redocly, including warnings', () => {
    const folder = mkdtempSync(join(tmpdir(), 'connect-openapi-'));
    try {
      const wrong = buildOpenApiDocument();
      Object.assign(wrong.paths['/licenses']?.post ?? {}, { summary: undefined });
      writeFileSync(join(folder, 'wrong.json'), JSON.stringify(wrong));
      const found = listLintProblems(file, join(folder, 'wrong.json'));
      expect(found.filter(({ of }) => of === 'openapi.json')).toEqual([]);
      expect(found).toContainEqual({ of: 'wrong.json', rule: 'operation-summary' });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('describes every field, parameter and response', () => {
    expect(listUndescribed(document.components.schemas, 'schemas')).toEqual([]);
    const parameters = Object.values<Record<string, object>>(document.paths)
      .flatMap(path => Object.values<{ parameters?: object[] }>(path))
      .flatMap(operation => (operation.parameters ?? []).map(resolveReference));
    for (const part of [...parameters, ...Object.values<{ description?: string }>(document.components.headers)]) {
      expect(part.description, JSON.stringify(part)).toMatch(/\w/);
    }
  });
});

describe.each(endpoints)('$operation in openapi.json', endpoint => {
  const operation = document.paths[endpoint.path][endpoint.method.toLowerCase()];

  it('names its scope, and for a command the idempotency header', () => {
    const scopes = endpoint.scope === undefined ? [] : [endpoint.scope];
    expect(operation.security).toEqual([{ apiKey: scopes }, { portalSession: scopes }]);
    if (!endpoint.readsRecord)
      expect(operation.description).toContain(endpoint.scope ? `\`${endpoint.scope}\`` : 'Every valid API key');
    const headers = operation.parameters.map(resolveReference).filter((one: { in: string }) => one.in === 'header');
    expect(headers.map(({ name }: { name: string }) => name)).toEqual(
      isCommandEndpoint(endpoint) || endpoint.readsRecord ? ['X-Idempotency-Key'] : [],
    );
  });

  it('has every status with its codes, an example of each, and its headers', () => {
    const { [String(endpoint.success.status)]: success, ...failures } = operation.responses;
    expect(Object.keys(success.headers).includes('Location')).toBe(endpoint.success.status === 201);
    const codes: string[] = [];
    for (const [status, response] of Object.entries<object>(failures)) {
      const { headers, content } = resolveReference(response);
      const { schema, examples } = content['application/json'];
      expect(headers).toHaveProperty('X-Request-Id');
      expect(schema.allOf[1].properties.code.enum).toEqual(Object.keys(examples));
      for (const [code, { value }] of Object.entries<{ value: unknown }>(examples)) {
        const body = ErrorBody.parse(value);
        expect(body.code).toBe(code);
        expect(errorCatalogue[body.code].status).toBe(Number(status));
        if ('retryAfterSeconds' in errorCatalogue[body.code]) expect(headers).toHaveProperty('Retry-After');
        codes.push(code);
      }
    }
    expect(codes.sort()).toEqual([...listEndpointErrors(endpoint)].sort());
  });

  it('has examples that match its schemas', () => {
    for (const { path = {}, query = {}, body = {}, response } of Object.values(readExamples(endpoint))) {
      expect(endpoint.pathParameters.safeParse(path).error?.issues).toBeUndefined();
      expect(endpoint.query.safeParse(query).error?.issues).toBeUndefined();
      expect(endpoint.body?.safeParse(body).error?.issues).toBeUndefined();
      expect(endpoint.success.schema.safeParse(response).error?.issues).toBeUndefined();
    }
  });
});

const eventSchemas: Record<string, z.ZodType> = {
  license: LicenseEvent,
  subscription: SubscriptionEvent,
  order: OrderEvent,
};

describe('the webhooks in openapi.json', () => {
  it('are documented as not complete', () => {
    const tag = document.tags.find(({ name }: { name: string }) => name === 'Webhooks');
    expect(tag.description).toContain(
      `\`${JSON.parse(createTestMessage({ endpointId: 'e' }, 'event', 0).payload).type}\``,
    );
  });

  it('exist for each event type, with an example', () => {
    expect(Object.keys(document.webhooks)).toEqual([...EventTypeName.options]);
    for (const type of Object.keys(document.webhooks)) {
      const { requestBody, parameters } = document.webhooks[type].post;
      const { value } = requestBody.content['application/json'].examples.event;
      const [resource = ''] = type.split('.');
      expect(eventSchemas[resource]?.parse(value)).toMatchObject({ type });
      expect(parameters.map(({ name }: { name: string }) => name)).toEqual([
        ...['webhook-id', 'webhook-timestamp', 'webhook-signature'],
      ]);
    }
  });
});

function listLintProblems(...files: string[]): { of: string; rule: string }[] {
  const require = createRequire(import.meta.url);
  const redocly = join(dirname(require.resolve('@redocly/cli/package.json')), 'bin', 'cli.js');
  const { stdout } = spawnSync(
    process.execPath,
    [redocly, 'lint', '--extends=recommended-strict', '--format=github-actions', '--max-problems=1000', ...files],
    { encoding: 'utf8', env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
  );
  const lines = stdout.matchAll(/^::(?:error|warning) title=([\w-]+),file=(?:.*\/)?([\w.]+),/gm);
  return [...lines].map(([, rule = '', of = '']) => ({ of, rule }));
}

/** Lists the fields of schemas without a description. */
function listUndescribed(schema: object, at: string): string[] {
  return Object.entries(schema).flatMap(([name, value]) => {
    if (typeof value !== 'object' || value === null || name === 'examples') return [];
    const silent =
      at.endsWith('/properties') && !('description' in value) && !('$ref' in value) ? [`${at}/${name}`] : [];
    return [...silent, ...listUndescribed(value, `${at}/${name}`)];
  });
}

describe('the paragraph of an error code', () => {
  const headings = new Set([...document.info.description.matchAll(/^### (\w+)$/gm)].map(([, code]) => code));

  it.each(Object.keys(errorCatalogue) as ErrorCode[])('exists for %s, and the error links it', code => {
    expect(headings).toContain(code);
    // The reference component makes the anchor of a heading from its text in lower case.
    expect(buildErrorBody(code).docs).toBe(`/docs#description/${code.toLowerCase()}`);
  });
});
