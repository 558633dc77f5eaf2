import { type Endpoint, isCommandEndpoint, listEndpointErrors } from '../../lib/contract/endpoint.ts';
import {
  buildErrorBody,
  type ErrorBody,
  type ErrorCode,
  type ErrorDetail,
  errorCatalogue,
} from '../../lib/contract/errors.ts';
import { toHeaderRef } from './headers.ts';
import { toSchemaRef } from './json-schemas.ts';

interface ErrorResponse {
  description: string;
  headers: Record<string, object>;
  content: { 'application/json': { schema: object; examples: Record<string, { summary: string; value: ErrorBody }> } };
}

/** The error responses that are the same for every operation, by their names in the document. */
const sharedErrorCodes: Record<string, ErrorCode[]> = {
  Unauthorized: ['UNAUTHORIZED'],
  PayloadTooLarge: ['PAYLOAD_TOO_LARGE'],
  UnsupportedMediaType: ['UNSUPPORTED_MEDIA_TYPE'],
  TooManyRequests: ['RATE_LIMIT_EXCEEDED'],
  InternalError: ['INTERNAL_ERROR'],
  Unavailable: ['SERVICE_UNAVAILABLE', 'outcome_unknown'],
};

export const buildSharedResponses = (): Record<string, ErrorResponse> =>
  Object.fromEntries(Object.entries(sharedErrorCodes).map(([name, codes]) => [name, describeErrorResponse(codes)]));

/** Builds the error responses of an endpoint by status. */
export function buildErrorResponses(endpoint: Endpoint): Record<string, ErrorResponse | { $ref: string }> {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of listEndpointErrors(endpoint)) {
    const { status } = errorCatalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => {
      const sharedEntry = Object.entries(sharedErrorCodes).find(
        ([, sharedCodes]) => sharedCodes.join() === codes.join(),
      );
      return [
        String(status),
        sharedEntry ? { $ref: `#/components/responses/${sharedEntry[0]}` } : describeErrorResponse(codes, endpoint),
      ];
    }),
  );
}

function describeErrorResponse(codes: ErrorCode[], endpoint?: Endpoint): ErrorResponse {
  const isStored = codes.some(code => isStoredError(code, endpoint));
  const isRetryable = codes.some(code => 'retryAfterSeconds' in errorCatalogue[code]);
  return {
    description: codes.map(code => `- \`${code}\`: ${errorCatalogue[code].message}`).join('\n'),
    headers: {
      'X-Request-Id': toHeaderRef('RequestId'),
      ...(isStored && { 'Idempotent-Replayed': toHeaderRef('IdempotentReplayed') }),
      ...(isRetryable && { 'Retry-After': toHeaderRef('RetryAfter') }),
      ...(codes.includes('UNAUTHORIZED') && { 'WWW-Authenticate': toHeaderRef('WwwAuthenticate') }),
    },
    content: {
      'application/json': {
        schema: {
          allOf: [
            { $ref: toSchemaRef('ApiError') },
            { type: 'object', properties: { code: { type: 'string', enum: codes } } },
          ],
        },
        examples: Object.fromEntries(codes.map(code => [code, buildErrorExample(code, endpoint)])),
      },
    },
  };
}

/** Returns whether a response with this code is stored under the idempotency key: a command decided it from stored data. */
const isStoredError = (code: ErrorCode, endpoint?: Endpoint): boolean =>
  endpoint !== undefined &&
  isCommandEndpoint(endpoint) &&
  endpoint.errors.includes(code) &&
  [404, 409].includes(errorCatalogue[code].status);

function buildErrorExample(code: ErrorCode, endpoint?: Endpoint): { summary: string; value: ErrorBody } {
  const details = endpoint && buildErrorDetail(code, endpoint);
  const isStored = isStoredError(code, endpoint);
  return {
    summary: errorCatalogue[code].message,
    value: buildErrorBody(code, { isStored, details: details && [details] }),
  };
}

function buildErrorDetail(code: ErrorCode, endpoint: Endpoint): ErrorDetail | undefined {
  if (code === 'FORBIDDEN') {
    return {
      message: `requires the scope ${endpoint.scope}`,
      code: 'INVALID_VALUE',
      property: endpoint.auth ? 'Authorization' : 'X-API-Key',
    };
  }
  if (code !== 'VALIDATION_ERROR') return undefined;
  return {
    message: 'is not a known field',
    code: 'UNKNOWN_FIELD',
    property: isCommandEndpoint(endpoint) ? 'shceduledAt' : 'stauts',
    suggestion: 'Check the spelling or omit the field.',
  };
}
