import { createHash, randomUUID } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { buildErrorBody, buildErrorHeaders, errorCatalogue } from '../../lib/contract/errors.ts';

/** Reads a file of the pages, compressed with gzip. Returns undefined if it does not exist. */
export type PageFiles = (name: string) => Buffer | undefined;

const contentTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
};

/** The reference sets styles from its script. Everything else is loaded from this origin only, and pages contain no inline script. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; " +
  "connect-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

const buildCommonHeaders = (): Record<string, string> => ({
  'X-Request-Id': randomUUID(),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
});

/**
 * Responds to a request for a page or for a file of a page.
 *
 * @param apiKey - the API key for the console; only set on a server that nobody but its owner can reach
 */
export function servePage(event: APIGatewayProxyEvent, files: PageFiles, apiKey = ''): APIGatewayProxyResult {
  const name = toFileName(event);
  const compressed = name === undefined ? undefined : files(name);
  if (name === undefined || !compressed) return buildNotFoundResponse();
  return name.endsWith('.html')
    ? buildHtmlResponse(event, compressed, apiKey)
    : buildAssetResponse(event, name, compressed);
}

/** Pages are served under their routes only. */
function toFileName({ resource, pathParameters }: APIGatewayProxyEvent): string | undefined {
  if (resource === '/') return 'index.html';
  if (resource === '/docs') return 'docs.html';
  const file = pathParameters?.file ?? '';
  return /^[a-z-]+\.(css|js|json|svg)$/.test(file) ? file : undefined;
}

function buildHtmlResponse(event: APIGatewayProxyEvent, compressed: Buffer, apiKey: string): APIGatewayProxyResult {
  const body = gunzipSync(compressed)
    .toString('utf8')
    .replace('<base href="/">', `<base href="${findBasePath(event)}/">`)
    .replace('name="api-key" content=""', `name="api-key" content="${apiKey}"`);
  return {
    statusCode: 200,
    headers: {
      ...buildCommonHeaders(),
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy,
      'Cache-Control': 'no-store',
    },
    body,
  };
}

function buildAssetResponse(event: APIGatewayProxyEvent, name: string, compressed: Buffer): APIGatewayProxyResult {
  const ifNoneMatch = readHeader(event, 'if-none-match');
  const etag = `"${createHash('sha256').update(compressed).digest('base64url').slice(0, 22)}"`;
  const isVersioned = event.queryStringParameters?.v !== undefined;
  const headers = {
    ...buildCommonHeaders(),
    ETag: etag,
    // The pages name a version of each file, so that a cached file is never outdated.
    'Cache-Control': isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
  };
  if (ifNoneMatch.includes(etag)) return { statusCode: 304, headers, body: '' };
  const acceptsGzip = /\bgzip\b/.test(readHeader(event, 'accept-encoding'));
  return {
    statusCode: 200,
    headers: {
      ...headers,
      'Content-Type': contentTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream',
      ...(acceptsGzip && { 'Content-Encoding': 'gzip' }),
    },
    body: (acceptsGzip ? compressed : gunzipSync(compressed)).toString('base64'),
    isBase64Encoded: true,
  };
}

const buildNotFoundResponse = (): APIGatewayProxyResult => ({
  statusCode: errorCatalogue.NOT_FOUND.status,
  headers: { ...buildCommonHeaders(), ...buildErrorHeaders('NOT_FOUND') },
  body: JSON.stringify(buildErrorBody('NOT_FOUND')),
});

/** Returns the value of a header, whose name is case-insensitive; empty without it. */
export const readHeader = ({ headers }: APIGatewayProxyEvent, name: string): string =>
  Object.entries(headers ?? {}).find(([each]) => each.toLowerCase() === name)?.[1] ?? '';

/** Returns the path before the route: the gateway's stage, or the base path of a custom domain. */
function findBasePath({ resource, requestContext }: APIGatewayProxyEvent): string {
  const requestPath = (requestContext.path ?? resource).replace(/\/+$/, '');
  const route = resource.replace(/\/$/, '');
  const prefix = requestPath.endsWith(route) ? requestPath.slice(0, requestPath.length - route.length) : '';
  return /^(\/[\w.~-]+)*$/.test(prefix) ? prefix : '';
}
