import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import {
  buildErrorBody,
  buildErrorHeaders,
  type ErrorCode,
  type ErrorDetail,
  errorCatalogue,
} from '../contract/errors.ts';
import { acceptsGzip } from './compression.ts';

/** Reads a file of the pages, compressed with gzip. Returns undefined if it does not exist. */
export type PageFiles = (name: string) => Buffer | undefined;

/** The folder of the page files, next to the bundle. */
const pageFolder = join(process.env.LAMBDA_TASK_ROOT ?? '.', 'files');

/** Reads the files that were deployed with the function. */
export const readDeployedFile: PageFiles = name => {
  const path = join(pageFolder, `${name}.gz`);
  return existsSync(path) ? readFileSync(path) : undefined;
};

const contentTypes: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
};

/** Returns true for a name in one folder, with an ending that has a content type. */
export const isPageFileName = (name: string): boolean =>
  /^[\w-][\w.-]*\.\w+$/.test(name) && Object.hasOwn(contentTypes, toEnding(name));

const toEnding = (name: string): string => name.slice(name.lastIndexOf('.') + 1);

const buildCommonHeaders = (): Record<string, string> => ({
  'X-Request-Id': randomUUID(),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
});

/** Builds the response with a page. Its `<base href="/…">` becomes the address below the gateway's stage or the base path of a custom domain. */
export function buildPageResponse(
  event: APIGatewayProxyEvent,
  html: string,
  contentSecurityPolicy: string,
): APIGatewayProxyResult {
  return {
    statusCode: 200,
    headers: {
      ...buildCommonHeaders(),
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': contentSecurityPolicy,
      'Cache-Control': 'no-store',
    },
    body: html.replace('<base href="/', `<base href="${findBasePath(event)}/`),
  };
}

/**
 * Builds the response with a file.
 *
 * @param isVersioned - true if the address of the file changes with its content, so that a cached file is never outdated
 */
export function buildFileResponse(
  event: APIGatewayProxyEvent,
  name: string,
  compressed: Buffer,
  isVersioned: boolean,
): APIGatewayProxyResult {
  const etag = `"${createHash('sha256').update(compressed).digest('base64url').slice(0, 22)}"`;
  const headers = {
    ...buildCommonHeaders(),
    ETag: etag,
    'Cache-Control': isVersioned ? 'public, max-age=31536000, immutable' : 'no-cache',
    Vary: 'Accept-Encoding',
  };
  if (readHeader(event, 'if-none-match').includes(etag)) return { statusCode: 304, headers, body: '' };
  const isCompressed = acceptsGzip(readHeader(event, 'accept-encoding'));
  return {
    statusCode: 200,
    headers: {
      ...headers,
      'Content-Type': contentTypes[toEnding(name)] ?? 'application/octet-stream',
      ...(isCompressed && { 'Content-Encoding': 'gzip' }),
    },
    body: (isCompressed ? compressed : gunzipSync(compressed)).toString('base64'),
    isBase64Encoded: true,
  };
}

/** Builds a response with JSON that must not be cached. */
export const buildJsonResponse = (body: object): APIGatewayProxyResult => ({
  statusCode: 200,
  headers: { ...buildCommonHeaders(), 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  body: JSON.stringify(body),
});

/** Builds an error response in the format of the contract. */
export const buildPageError = (code: ErrorCode, ...details: ErrorDetail[]): APIGatewayProxyResult => ({
  statusCode: errorCatalogue[code].status,
  headers: { ...buildCommonHeaders(), ...buildErrorHeaders(code), 'Cache-Control': 'no-store' },
  body: JSON.stringify(buildErrorBody(code, { details })),
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
