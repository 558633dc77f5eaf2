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

/** An error that no function answers, in the contract's form. */
export function buildGatewayError(code: ErrorCode, ...details: ErrorDetail[]): APIGatewayProxyResult {
  return {
    statusCode: errorCatalogue[code].status,
    headers: { ...buildErrorHeaders(code), 'X-Request-Id': randomUUID() },
    body: JSON.stringify(buildErrorBody(code, { details })),
  };
}

/** What is wrong with a request that is no HTTP, by the parser's code. */
export function describeParserError(parserCode: string | undefined): ErrorDetail {
  switch (parserCode) {
    case 'HPE_HEADER_OVERFLOW':
      return { message: 'are too large', code: 'TOO_LONG', property: 'headers' };
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return { message: 'did not arrive in time', code: 'INVALID_VALUE', property: 'request' };
    default:
      return { message: 'is not valid HTTP', code: 'INVALID_FORMAT', property: 'request' };
  }
}

/** An answer as bytes of HTTP, for a connection that has no response object; it is the last one there. */
export function formatHttpResponse({ statusCode, headers, body }: APIGatewayProxyResult): string {
  const fields = { ...headers, 'Content-Length': Buffer.byteLength(body), Connection: 'close' };
  const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}`, ...lines, '', body].join('\r\n');
}
