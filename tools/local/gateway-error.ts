import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { APIGatewayProxyResult } from 'aws-lambda';
import {
  buildErrorBody,
  buildErrorHeaders,
  type ErrorCode,
  type ErrorDetail,
  errorCatalogue,
} from '../../lib/contract/errors.ts';
import { maxRequestHeadBytes } from '../../lib/contract/request-limits.ts';
import { commonResponseHeaders } from '../../lib/contract/response-headers.ts';

/** Builds an error response that does not come from a function, in the format of the contract. */
export function buildGatewayError(code: ErrorCode, ...details: ErrorDetail[]): APIGatewayProxyResult {
  return {
    statusCode: errorCatalogue[code].status,
    headers: { ...buildErrorHeaders(code), ...commonResponseHeaders, 'X-Request-Id': randomUUID() },
    body: JSON.stringify(buildErrorBody(code, { details })),
  };
}

/** Builds the response to a method that a path does not have: an error, or the list of methods for OPTIONS. */
export function buildMethodResult(method: string | undefined, allowedMethods: string): APIGatewayProxyResult {
  const { headers, ...error } = buildGatewayError('METHOD_NOT_ALLOWED');
  const { 'Content-Type': _, ...headersWithoutBody } = headers ?? {};
  return method === 'OPTIONS'
    ? { statusCode: 204, headers: { ...headersWithoutBody, Allow: allowedMethods }, body: '' }
    : { ...error, headers: { ...headers, Allow: allowedMethods } };
}

export const describeHostError = (count: number): ErrorDetail => ({
  message: count === 0 ? 'is required' : 'must be sent only once',
  code: count === 0 ? 'FIELD_REQUIRED' : 'INVALID_FORMAT',
  property: 'Host',
});

/** Describes why a request is not valid HTTP, by the parser's error code. */
export function describeParserError(parserCode: string | undefined): ErrorDetail {
  switch (parserCode) {
    case 'HPE_HEADER_OVERFLOW':
      return {
        message: `and the request line are together larger than ${maxRequestHeadBytes} bytes`,
        code: 'TOO_LONG',
        property: 'headers',
      };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { message: 'did not arrive in time', code: 'INVALID_VALUE', property: 'request' };
    default:
      return { message: 'is not valid HTTP', code: 'INVALID_FORMAT', property: 'request' };
  }
}

/** Formats a response as HTTP, for a connection without a response object. It is the last response on the connection. */
export function formatHttpResponse({ statusCode, headers, body }: APIGatewayProxyResult): string {
  const fields = { ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}`, ...lines, '', body].join('\r\n');
}
