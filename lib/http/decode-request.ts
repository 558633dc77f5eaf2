import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Endpoint } from '../contract/endpoint.ts';
import type { ErrorDetail } from '../contract/errors.ts';
import { maxQueryBytes } from '../contract/request-limits.ts';
import { RequestError } from './request-error.ts';

const undecodableText = 'contains an invalid percent escape, or is not UTF-8';

/**
 * Decodes the path parameters once. API Gateway passes them as the client sent them, unlike the query.
 *
 * @throws RequestError
 */
export function decodePathParameters(parameters: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, decodeParameter(name, value)]));
}

function decodeParameter(name: string, value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    throw createRequestError({ message: undecodableText, code: 'INVALID_FORMAT', property: name });
  }
}

/** Rejects a query that has bytes that are not UTF-8, or is too long. @throws RequestError */
export function rejectInvalidQuery(query: Record<string, string[]>): void {
  const texts = Object.entries(query).flat(2);
  // API Gateway decodes the query, and replaces such bytes.
  if (texts.some(text => text.includes('\uFFFD') || !text.isWellFormed()))
    throw createRequestError({ message: undecodableText, code: 'INVALID_FORMAT', property: 'query' });
  if (measureQuery(query) > maxQueryBytes)
    throw createRequestError({
      message: `must have at most ${maxQueryBytes} bytes, percent-encoded`,
      code: 'TOO_LONG',
      property: 'query',
      suggestion: 'Send several requests, each with a part of the values.',
    });
}

/** Returns the bytes of a query whose names and values are percent-encoded, however the client has sent it. */
const measureQuery = (query: Record<string, string[]>): number =>
  Object.entries(query)
    .flatMap(([name, values]) => values.map(value => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`))
    .join('&').length;

/**
 * Rejects a read whose path ends with a slash. API Gateway ignores the slash, so a client whose ID is empty would get the list in place
 * of a resource.
 *
 * @throws RequestError
 */
export function rejectMissingId({ method, path: route }: Endpoint, { path }: APIGatewayProxyEvent): void {
  if (method !== 'GET' || route.endsWith('}') || !path.endsWith('/')) return;
  throw createRequestError({
    message: 'must not end with a slash',
    code: 'INVALID_FORMAT',
    property: 'path',
    suggestion: 'Add the ID of a resource, or remove the slash to get the list.',
  });
}

const createRequestError = (detail: ErrorDetail): RequestError => new RequestError('VALIDATION_ERROR', [detail]);
