import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { errorBody, errorHeaders, errors } from '../../lib/schemas/error.ts';

/** What the pages are made of, each file compressed with gzip. Undefined: there is no such file. */
export type PageFiles = (name: string) => Buffer | undefined;

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
};

/** The reference sets styles from its script; nothing else comes from anywhere but here, and no script stands in a page. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

const everywhere = (): Record<string, string> => ({
  'X-Request-Id': randomUUID(),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
});

/**
 * Answers a request for a page or a part of one.
 *
 * @param apiKey - put into the console of the docs; never where others than the owner of the machine can ask
 */
export function answerPage(event: APIGatewayProxyEvent, files: PageFiles, apiKey = ''): APIGatewayProxyResult {
  const name = nameOf(event);
  const compressed = name === undefined ? undefined : files(name);
  if (name === undefined || !compressed) return notFound();
  return name.endsWith('.html') ? htmlPage(event, compressed, apiKey) : asset(event, name, compressed);
}

/** Pages are asked for by their routes alone. */
function nameOf({ resource, pathParameters }: APIGatewayProxyEvent): string | undefined {
  if (resource === '/') return 'index.html';
  if (resource === '/docs') return 'docs.html';
  const file = pathParameters?.file ?? '';
  return /^[a-z-]+\.(css|js|json|svg)$/.test(file) ? file : undefined;
}

function htmlPage(event: APIGatewayProxyEvent, compressed: Buffer, apiKey: string): APIGatewayProxyResult {
  const body = gunzipSync(compressed)
    .toString('utf8')
    .replace('<base href="/">', `<base href="${basePath(event)}/">`)
    .replace('name="api-key" content=""', `name="api-key" content="${apiKey}"`);
  return {
    statusCode: 200,
    headers: {
      ...everywhere(),
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy,
      'Cache-Control': 'no-store',
    },
    body,
  };
}

function asset(event: APIGatewayProxyEvent, name: string, compressed: Buffer): APIGatewayProxyResult {
  const asked = header(event, 'if-none-match');
  const etag = `"${createHash('sha256').update(compressed).digest('base64url').slice(0, 22)}"`;
  const versioned = event.queryStringParameters?.v !== undefined;
  const headers = {
    ...everywhere(),
    ETag: etag,
    // The pages name a version of each of their parts, so that one that is kept is never the wrong one.
    'Cache-Control': versioned ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
  };
  if (asked.includes(etag)) return { statusCode: 304, headers, body: '' };
  const zipped = /\bgzip\b/.test(header(event, 'accept-encoding'));
  return {
    statusCode: 200,
    headers: {
      ...headers,
      'Content-Type': types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
      ...(zipped && { 'Content-Encoding': 'gzip' }),
    },
    body: (zipped ? compressed : gunzipSync(compressed)).toString('base64'),
    isBase64Encoded: true,
  };
}

const notFound = (): APIGatewayProxyResult => ({
  statusCode: errors.NOT_FOUND.status,
  headers: { ...everywhere(), ...errorHeaders('NOT_FOUND') },
  body: JSON.stringify(errorBody('NOT_FOUND')),
});

/** The value of a header, however its name is written; empty without it. */
export const header = ({ headers }: APIGatewayProxyEvent, name: string): string =>
  Object.entries(headers ?? {}).find(([each]) => each.toLowerCase() === name)?.[1] ?? '';

/** What stands in front of the route: the gateway's stage, or the base path of a custom domain. */
function basePath({ resource, requestContext }: APIGatewayProxyEvent): string {
  const full = (requestContext.path ?? resource).replace(/\/+$/, '');
  const route = resource.replace(/\/$/, '');
  const front = full.endsWith(route) ? full.slice(0, full.length - route.length) : '';
  return /^(\/[\w.~-]+)*$/.test(front) ? front : '';
}
